using Xunit;
using System.Diagnostics;

namespace MediaAnalytics.Tests.Unit.Decoding;

/// <summary>A folder of media made by ffmpeg, gone with its owner.</summary>
internal sealed class MediaFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("media-").FullName;

    public static bool HasFfmpeg => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(System.IO.Path.Combine(folder, "ffmpeg")));

    public string File_(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(File_(name), bytes);
        return File_(name);
    }

    /// <summary>A sine, with a test picture where the name's ending can hold one.</summary>
    public Task<string> MakeAsync(string name, double seconds, string extra = "")
    {
        string ending = System.IO.Path.GetExtension(name);
        bool video = ending is ".mp4" or ".mkv" or ".webm" or ".mov";
        string codec = ending switch { ".webm" => "-c:v libvpx -b:v 50k -deadline realtime -cpu-used 8 -c:a libopus", ".ogg" => "-c:a libvorbis", _ => video ? "-c:v mpeg4 -c:a aac" : "" };
        string length = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return FfmpegAsync(name, $"-f lavfi -i sine=frequency=440:sample_rate=22050:duration={length} {(video ? $"-f lavfi -i testsrc=size=64x48:rate=5:duration={length}" : "")} {codec} {extra}");
    }

    public async Task<string> FfmpegAsync(string name, string arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", $"-nostdin -v error -y {arguments} {File_(name)}") { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
        return File_(name);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
