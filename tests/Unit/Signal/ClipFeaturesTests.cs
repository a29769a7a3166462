using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

public sealed class ClipFeaturesTests
{
    private static readonly LogMelContract Contract = LogMelContract.Default;

    [Fact]
    public void Statistics_of_frames()
    {
        // 0, 2, 4, 0: mean 1.5, squares about it 11; steps 2, 2, −4 with mean 0, squares 24.
        var numbers = ClipStatistics.Of([[0, 7], [2, 7], [4, 7], [0, 7]]);
        Assert.Equal((float[])[1.5f, 7, (float)Math.Sqrt(11 / 4.0), 0, (float)Math.Sqrt(24 / 3.0), 0], numbers);
        Assert.Equal((string[])["a, mean", "b, mean", "a, deviation", "b, deviation", "a, deviation of differences", "b, deviation of differences"], ClipStatistics.Names(["a", "b"]));
    }

    [Fact]
    public void The_sound_of_a_tone()
    {
        double hz = 200 * 22_050 / 2_048.0;
        var tone = Enumerable.Range(0, 22_050).Select(n => (float)(0.5 * Math.Sin(2 * Math.PI * hz * n / 22_050))).ToArray();
        var numbers = new SoundFeatures().Of(tone);
        Assert.Equal(SoundFeatures.Names.Count, numbers.Length);
        Assert.All(numbers, number => Assert.True(float.IsFinite(number)));
        double Number(string name) => numbers[SoundFeatures.Names.ToList().IndexOf(name)];
        Assert.Equal(10 * Math.Log10(0.125), Number("energy dB, mean"), 1e-3);
        Assert.Equal(2 * hz / 22_050, Number("zero-crossing rate, mean"), 1e-3);
        Assert.Equal(hz, Number("centroid Hz, mean"), 0.1);
        Assert.Equal(1, Number("octave 6 share, mean"), 1e-5);
        Assert.Equal(0, Number("energy dB, deviation"), 1e-3);
    }

    [Fact]
    public void The_log_mels_of_one_band()
    {
        var clip = new byte[Contract.ClipBytes];
        clip.AsSpan(64 * Contract.Frames, Contract.Frames).Fill(255);
        var numbers = new LogMelFeatures(Contract).Of(clip);
        Assert.Equal(LogMelFeatures.Names.Count, numbers.Length);
        double Number(string name) => numbers[LogMelFeatures.Names.ToList().IndexOf(name)];
        double centre = FilterBank.EdgeHz(Contract, 65);
        // The other 127 bands lie 80 dB lower: a millionth of the power at most.
        Assert.Equal(centre, Number("centroid Hz, mean"), 2);
        Assert.Equal(10 * Math.Log10((FilterBank.EdgeHz(Contract, 66) - FilterBank.EdgeHz(Contract, 64)) / 2), Number("energy dB, mean"), 1e-3);
        Assert.Equal(-60, Number("band 17 dB, mean"), 1e-3);
        Assert.Equal(-80, Number("band 16 dB, mean"), 1e-3);
        Assert.Equal(80 / 3.0, Number("contrast 5 dB, mean"), 1e-3);
        Assert.All(numbers[(numbers.Length / 3)..], number => Assert.Equal(0, number, 1e-3f));
    }

    [Fact]
    public void Sound_and_its_log_mels_tell_of_one_centroid_and_bandwidth()
    {
        var random = new Random(4);
        double low = 0;
        var noise = Enumerable.Range(0, Contract.ClipSamples).Select(_ => (float)(low = (0.8 * low) + random.NextDouble() - 0.5)).ToArray();
        // The bytes only tell of powers in a clip that reaches down to the floor.
        noise.AsSpan(noise.Length - 6_000).Clear();
        var clip = new byte[Contract.ClipBytes];
        new LogMelFrontEnd(Contract).Clip(noise, clip);
        var sound = new SoundFeatures().Of(noise);
        var mels = new LogMelFeatures(Contract).Of(clip);
        foreach (string name in (string[])["centroid Hz, mean", "bandwidth Hz, mean"])
        {
            double ratio = mels[LogMelFeatures.Names.ToList().IndexOf(name)] / sound[SoundFeatures.Names.ToList().IndexOf(name)];
            Assert.InRange(ratio, 0.9, 1.1);
        }
    }

    [Fact]
    public void Contrast_is_the_highest_fifth_less_the_lowest()
    {
        var contrasts = new float[2];
        SpectralContrast.Of([1, 5, 2, 2, 3, /**/ 7, 7, 7, 7, 7, /**/ 99], contrasts);
        Assert.Equal((float[])[4, 0], contrasts);
    }

    [Fact]
    public void What_can_t_be_measured_is_refused_with_the_size_that_is_needed()
    {
        Assert.Contains("3072", Assert.Throws<ArgumentException>(() => new SoundFeatures().Of(new float[3_071])).Message, StringComparison.Ordinal);
        Assert.Contains("92288", Assert.Throws<ArgumentException>(() => new LogMelFeatures(Contract).Of(new byte[92_287])).Message, StringComparison.Ordinal);
        Assert.Contains("linear", Assert.Throws<ArgumentException>(() => new LogMelFeatures(Contract with { Scale = BandScale.Linear })).Message, StringComparison.Ordinal);
    }
}
