using System.Diagnostics;
using System.Runtime.InteropServices;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Tests.Unit.Decoding;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

public sealed class LogMelFrontEndTests
{
    private static readonly LogMelContract Contract = LogMelContract.Default;

    [Fact]
    public void The_contract_s_name_is_fixed_since_models_and_artifacts_bear_it() =>
        Assert.Equal("logmel1-sr22050-fft2048-hop914-mel128slaney0to11025-floor80-clip661500-frames3n721", Contract.Id);

    [Theory]
    [InlineData("classical/001.mp3", "classical-001.f32")]
    [InlineData("electronic/005.mp3", "electronic-005.f32")]
    [InlineData("rock/020.mp3", "rock-020.f32")]
    public async Task Equals_the_golden_spectrograms(string audio, string golden)
    {
        Assert.SkipUnless(SharedData.Folder is not null, SharedData.Absent);
        Assert.SkipUnless(MediaFolder.HasFfmpeg, "ffmpeg is not installed");
        var samples = await SamplesAsync(Path.Combine(SharedData.Folder!, "audio", audio));
        var expected = MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(Path.Combine(SharedData.Folder!, "golden", golden), TestContext.Current.CancellationToken)).ToArray();
        int frames = expected.Length / Contract.MelBands;
        var actual = new float[expected.Length];

        new LogMelFrontEnd(Contract).Decibels(samples, 0, frames, actual);

        double mean = 0, worst = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double error = Math.Abs(actual[i] - expected[i]);
            mean += error / actual.Length;
            worst = Math.Max(worst, error);
        }

        // Computed there in float64, here in float32.
        Assert.True(mean < 0.001 && worst < 0.2, $"mean error {mean} dB, worst {worst} dB");
    }

    [Fact]
    public void Silence_and_loudness()
    {
        var frontEnd = new LogMelFrontEnd(Contract);
        var silent = new byte[Contract.ClipBytes];
        silent.AsSpan().Fill(7);
        frontEnd.Clip(new float[Contract.ClipSamples], silent);
        Assert.All(silent, level => Assert.Equal(0, level));

        var random = new Random(1);
        var noise = Enumerable.Range(0, Contract.ClipSamples).Select(_ => random.NextSingle() - 0.5f).ToArray();
        var loud = new byte[Contract.ClipBytes];
        var soft = new byte[Contract.ClipBytes];
        frontEnd.Clip(noise, loud);
        frontEnd.Clip(Array.ConvertAll(noise, x => x / 8), soft);
        Assert.Equal(255, loud.Max());
        // Equal but for levels that lie on the edge of two bytes.
        Assert.All(loud.Zip(soft), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    [Fact]
    public void A_plain_short_time_spectrum_has_the_shape_of_the_log_mels_and_another_name()
    {
        var linear = Contract with { Scale = BandScale.Linear };
        Assert.Equal("logmel1-sr22050-fft2048-hop914-mel128linear0to11025-floor80-clip661500-frames3n721", linear.Id);

        // A tone in the middle of linear band 40 (86.1 Hz each), from a whole number of steps of the transform.
        double hz = 324 * 22_050 / 2_048.0;
        var tone = Enumerable.Range(0, linear.ClipSamples).Select(n => (float)Math.Sin(2 * Math.PI * hz * n / 22_050)).ToArray();
        var levels = new byte[linear.ClipBytes];
        new LogMelFrontEnd(linear).Clip(tone, levels);
        // The last frame reaches beyond the tone's end.
        for (int frame = 0; frame < linear.Frames - 1; frame++)
        {
            Assert.Equal(40, Enumerable.Range(0, 128).MaxBy(band => levels[(band * linear.Frames) + frame]));
            Assert.InRange(levels[(40 * linear.Frames) + frame], 253, 255);
            Assert.InRange(levels[(60 * linear.Frames) + frame], 0, 10);
        }
    }

    private static async Task<float[]> SamplesAsync(string path)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg", $"-nostdin -v error -i {path} -ac 1 -ar 22050 -f f32le pipe:1") { RedirectStandardOutput = true })!;
        using var bytes = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return MemoryMarshal.Cast<byte, float>(bytes.ToArray()).ToArray();
    }
}
