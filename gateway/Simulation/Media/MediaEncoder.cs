using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>Makes an mp4 of a score by ffmpeg: H.264 160×90 at 15 frames a second, AAC 64 kbit/s mono. One thread and bit-exact flags, so
/// that equal scores give equal bytes.</summary>
internal static class MediaEncoder
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    /// <summary>Writes <paramref name="path"/> whole, or returns the error and leaves nothing under that name.</summary>
    public static async Task<SimulationError?> EncodeAsync(MediaScore score, string path, CancellationToken cancel)
    {
        var (part, frames) = (path + ".part", path + ".yuv.part");
        try
        {
            await using (var stream = File.Create(frames)) FrameSynthesizer.Draw(score, stream);
            if (await RunAsync(score, frames, part, cancel) is { } error) return error;
            File.Move(part, path, overwrite: true);
            return null;
        }
        finally
        {
            File.Delete(frames);
            File.Delete(part);
        }
    }

    private static async Task<SimulationError?> RunAsync(MediaScore score, string frames, string part, CancellationToken cancel)
    {
        using var ffmpeg = new Process { StartInfo = Command(frames, part) };
        try
        {
            ffmpeg.Start();
        }
        catch (Win32Exception e)
        {
            return new("ffmpeg-missing", $"ffmpeg can't be started ({e.Message}): install the package ffmpeg "
                + "(on Debian or Ubuntu: sudo apt-get install ffmpeg), or leave --media out.");
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeLimit);
        try
        {
            var complaints = ffmpeg.StandardError.ReadToEndAsync(limit.Token);
            await FeedAsync(ffmpeg, SoundSynthesizer.Play(score), limit.Token);
            await ffmpeg.WaitForExitAsync(limit.Token);
            return ffmpeg.ExitCode == 0 ? null : Failed(part, $"exit code {ffmpeg.ExitCode}: {(await complaints).Trim()}");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Failed(part, $"it took more than {TimeLimit.TotalMinutes} minutes");
        }
        finally
        {
            if (!ffmpeg.HasExited) ffmpeg.Kill();
        }
    }

    private static async Task FeedAsync(Process ffmpeg, byte[] pcm, CancellationToken cancel)
    {
        try
        {
            await ffmpeg.StandardInput.BaseStream.WriteAsync(pcm, cancel);
            ffmpeg.StandardInput.Close();
        }
        catch (IOException)
        {
            // ffmpeg gave up reading: its exit code and complaints say why, and are reported.
        }
    }

    private static SimulationError Failed(string part, string why) =>
        new("ffmpeg-failed", $"ffmpeg could not make {Path.GetFileNameWithoutExtension(part)}: {why}. Mend that and run the same command again.");

    private static ProcessStartInfo Command(string frames, string part)
    {
        string[] arguments =
        [
            "-hide_banner", "-loglevel", "error", "-y",
            "-f", "s16le", "-ar", N(MediaScore.SampleRate), "-ac", "1", "-i", "pipe:0",
            "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", $"{N(FrameSynthesizer.Width)}x{N(FrameSynthesizer.Height)}",
            "-r", N(MediaScore.FrameRate), "-i", "file:" + frames,
            "-map", "1:v", "-map", "0:a", "-map_metadata", "-1", "-threads", "1", "-fflags", "+bitexact",
            "-c:v", "libx264", "-preset", "ultrafast", "-crf", "32", "-flags:v", "+bitexact",
            "-c:a", "aac", "-b:a", "64k", "-flags:a", "+bitexact", "-movflags", "+faststart", "-f", "mp4", "file:" + part,
        ];
        return new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardInput = true, RedirectStandardError = true };
    }

    private static string N(int value) => value.ToString(CultureInfo.InvariantCulture);
}
