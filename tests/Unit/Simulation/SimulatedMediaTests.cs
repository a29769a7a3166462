using System.Diagnostics;
using System.Text.Json;
using MediaAnalytics.Gateway.Simulation.Catalogue;
using MediaAnalytics.Gateway.Simulation.Media;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Simulation;

public sealed class SimulatedMediaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AFilePlaysAndEqualScoresGiveEqualBytes()
    {
        var cancel = TestContext.Current.CancellationToken;
        Assert.SkipUnless(Installed("ffprobe"), "ffmpeg is not installed.");
        var score = MediaScore.Of(42, new MvSource(Simulations.Small).Create(1));
        Assert.Null(await MediaEncoder.EncodeAsync(score, _folder["a.mp4"], cancel));
        Assert.Null(await MediaEncoder.EncodeAsync(score, _folder["b.mp4"], cancel));

        Assert.Equal(await File.ReadAllBytesAsync(_folder["a.mp4"], cancel), await File.ReadAllBytesAsync(_folder["b.mp4"], cancel));
        Assert.Equal([_folder["a.mp4"], _folder["b.mp4"]], Directory.GetFiles(_folder[""]).Order(StringComparer.Ordinal));
        using var probe = JsonDocument.Parse(await ProbeAsync(_folder["a.mp4"], cancel));
        var streams = probe.RootElement.GetProperty("streams").EnumerateArray().ToDictionary(s => s.GetProperty("codec_type").GetString()!);
        Assert.Equal("h264", streams["video"].GetProperty("codec_name").GetString());
        Assert.Equal("aac", streams["audio"].GetProperty("codec_name").GetString());
        foreach (var stream in streams.Values)
            Assert.Equal(score.Seconds, double.Parse(stream.GetProperty("duration").GetString()!, null), 0.2);
    }

    [Fact]
    public void GenresSoundDifferent()
    {
        // Energy of the differences of neighbours over the energy: bright, distorted metal against calm classical music.
        var brightness = new MvSource(Simulations.Small with { Mvs = 400 }).All()
            .DistinctBy(mv => mv.Genre.Genre).ToDictionary(mv => mv.Genre.Genre, mv => Brightness(SoundSynthesizer.Play(MediaScore.Of(42, mv))));
        Assert.Equal(10, brightness.Count);
        Assert.True(brightness["metal"] > 2 * brightness["classical"], "Metal is no brighter than classical music.");
    }

    private static double Brightness(byte[] pcm)
    {
        var samples = Enumerable.Range(0, pcm.Length / 2).Select(i => (double)BitConverter.ToInt16(pcm, i * 2)).ToArray();
        return samples.Zip(samples.Skip(1), (a, b) => (b - a) * (b - a)).Sum() / samples.Sum(s => s * s);
    }

    private static bool Installed(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string> ProbeAsync(string file, CancellationToken cancel)
    {
        using var ffprobe = Process.Start(new ProcessStartInfo("ffprobe", ["-v", "error", "-of", "json", "-show_streams", "file:" + file])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await ffprobe.StandardOutput.ReadToEndAsync(cancel);
        await ffprobe.WaitForExitAsync(cancel);
        return output;
    }
}
