using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>
/// Runs one program under limits of memory and processor time, its standard output given to a reader as it comes, its standard error kept
/// up to a limit. The whole process tree is killed when the caller stops waiting.
/// </summary>
internal static class LimitedProcess
{
    private const int MaxErrorBytes = 16_384;

    /// <summary>Runs to the end. A reader that throws ends the program.</summary>
    /// <returns>The exit status and the start of standard error.</returns>
    public static async Task<(int Status, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, int memoryMebibytes, TimeSpan processorTime, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellation)
    {
        // The shell sets the limits on itself and becomes the program; names and paths reach it as arguments, never as its text.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string kibibytes = (memoryMebibytes * 1024L).ToString(CultureInfo.InvariantCulture);
        string seconds = ((int)Math.Ceiling(processorTime.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        foreach (string argument in (string[])["-c", "ulimit -v \"$1\" && ulimit -t \"$2\" && shift 2 && exec \"$@\"", "sh", kibibytes, seconds, program, .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["LC_ALL"] = "C";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start.");
        process.StandardInput.Close();
        try
        {
            var errors = ReadStartAsync(process.StandardError.BaseStream, cancellation);
            await readOutput(process.StandardOutput.BaseStream, cancellation);
            // A reader that has had enough leaves the program writing: without this it would block for ever.
            process.StandardOutput.Close();
            string text = await errors;
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, text);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static async Task<string> ReadStartAsync(Stream stream, CancellationToken cancellation)
    {
        var kept = new MemoryStream();
        var buffer = new byte[4_096];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
            kept.Write(buffer, 0, (int)Math.Min(read, MaxErrorBytes - kept.Length));
        return Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length);
    }
}
