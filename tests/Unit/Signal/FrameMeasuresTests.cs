using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

/// <summary>The paper's measures of a frame against closed forms: a tone on a bin of the transform, white noise, silence.</summary>
public sealed class FrameMeasuresTests
{
    private const int Size = 2_048;
    private const double SampleRate = 22_050;
    private static readonly float[] Hz = Enumerable.Range(0, (Size / 2) + 1).Select(bin => (float)(bin * SampleRate / Size)).ToArray();

    [Theory]
    [InlineData(8, 1)]
    [InlineData(100, 0.5)]
    [InlineData(1_000, 0.01)]
    public void A_tone(int cycles, double amplitude)
    {
        // An eighth of a step keeps the samples off the crossings.
        var tone = Enumerable.Range(0, Size + 1).Select(n => (float)(amplitude * Math.Sin(2 * Math.PI * cycles * (n + 0.125) / Size))).ToArray();
        double hz = cycles * SampleRate / Size;
        var power = Power(tone[..Size]);

        Assert.Equal(1, ShortTermEnergy.Of(tone.AsSpan(0, Size)) / (amplitude * amplitude / 2), 1e-6);
        Assert.Equal(2 * hz / SampleRate, ZeroCrossingRate.Of(tone), 1e-9);
        double centroid = SpectralCentroid.Of(power, Hz);
        Assert.Equal(hz, centroid, 1e-3 * hz);
        // 1e-7 of the power strewn over the spectrum by float32 makes 1 to 2 Hz.
        Assert.InRange(Bandwidth.Of(power, Hz, centroid), 0, 2);
        var shares = new float[8];
        SubBandEnergy.Shares(power, Hz, SampleRate / 2, shares);
        int octave = Math.Max(0, 7 - (int)Math.Floor(Math.Log2(SampleRate / 2 / hz)));
        Assert.Equal(1, shares[octave], 1e-6);
    }

    [Fact]
    public void White_noise()
    {
        var random = new Random(1);
        var mean = new float[Hz.Length];
        for (int frame = 0; frame < 400; frame++)
        {
            var power = Power(Enumerable.Range(0, Size).Select(_ => (random.NextSingle() * 2) - 1).ToArray());
            for (int bin = 0; bin < mean.Length; bin++) mean[bin] += power[bin];
        }

        // Of a flat spectrum: the middle, the deviation of an even spread, and shares as wide as the bands. 400 frames leave 5 % a bin.
        double centroid = SpectralCentroid.Of(mean, Hz);
        Assert.InRange(centroid, (SampleRate / 4) - 30, (SampleRate / 4) + 30);
        Assert.InRange(Bandwidth.Of(mean, Hz, centroid) - (SampleRate / 2 / Math.Sqrt(12)), -30, 30);
        var shares = new float[4];
        SubBandEnergy.Shares(mean, Hz, SampleRate / 2, shares);
        Assert.Equal(1, shares.Sum(), 1e-6);
        foreach (var (share, width) in shares.Zip((double[])[0.125, 0.125, 0.25, 0.5])) Assert.Equal(width, share, 0.005);
    }

    [Fact]
    public void Silence_is_zero_in_every_measure()
    {
        var shares = new float[8];
        SubBandEnergy.Shares(new float[Hz.Length], Hz, SampleRate / 2, shares);
        Assert.Equal(new float[8], shares);
        Assert.Equal(0, SpectralCentroid.Of(new float[Hz.Length], Hz));
        Assert.Equal(0, Bandwidth.Of(new float[Hz.Length], Hz, 0));
        Assert.Equal(0, ShortTermEnergy.Of(new float[Size]));
        Assert.Equal(0, ZeroCrossingRate.Of(new float[Size]));
    }

    [Fact]
    public void The_centroid_equals_the_golden_one()
    {
        var golden = GoldenSignal.Figures("spectral_centroid_hz_magnitude_weighted");
        var signal = GoldenSignal.Make();
        for (int frame = 0; frame < golden.GetArrayLength(); frame++)
        {
            var magnitudes = Array.ConvertAll(GoldenSignal.Power(signal, frame), MathF.Sqrt);
            Assert.Equal(golden[frame].GetDouble(), SpectralCentroid.Of(magnitudes, Hz), 0.02);
        }
    }

    private static float[] Power(float[] frame)
    {
        var power = new float[Hz.Length];
        new RealFft(Size).Power(frame, power);
        return power;
    }
}
