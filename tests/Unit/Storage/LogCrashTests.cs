using System.Diagnostics;
using System.Text;
using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class LogCrashTests : IDisposable
{
    private const int Partitions = 4, Rounds = 5, AcknowledgedPerRound = 300;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What a power cut would lose, a kill does not show: that rests on the synchronous setting, which is asserted where a connection opens.</summary>
    [Fact]
    public async Task A_killed_process_has_lost_nothing_that_it_acknowledged()
    {
        var acknowledged = new List<string>();
        for (int round = 1; round <= Rounds; round++)
        {
            acknowledged.AddRange(await AppendUntilKilledAsync(round));
            using var log = SqliteEventLog.Open(_folder.Path, Partitions);
            for (int k = 0; k < Partitions; k++)
            {
                var entries = await log.ReadAsync(k, 0, int.MaxValue, int.MaxValue, TestContext.Current.CancellationToken);
                Assert.Equal(Enumerable.Range(1, entries.Count).Select(static n => (long)n), entries.Select(static e => e.Offset));
                Assert.Equal(log.Head(k), entries.Count);

                string[] kept = [.. entries.Select(static e => Encoding.UTF8.GetString(e.Payload.Span))];
                Assert.Equal(kept.Length, kept.Distinct().Count());
                Assert.Empty(acknowledged.Where(e => e.StartsWith($"{k} ", StringComparison.Ordinal)).Except(kept));
            }
        }

        Assert.True(acknowledged.Count >= Rounds * AcknowledgedPerRound);
    }

    private async Task<List<string>> AppendUntilKilledAsync(int round)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "MediaAnalytics.Tests.LogWriter"))
        {
            ArgumentList = { _folder.Path, $"{Partitions}", $"{round}" },
            RedirectStandardOutput = true,
        };
        using var writer = Process.Start(start)!;
        var lines = new List<string>();
        var stop = TestContext.Current.CancellationToken;
        while (lines.Count < AcknowledgedPerRound * round && await writer.StandardOutput.ReadLineAsync(stop) is { } line)
        {
            lines.Add(line);
        }

        Assert.False(writer.HasExited);
        writer.Kill();
        string rest = await writer.StandardOutput.ReadToEndAsync(stop);
        await writer.WaitForExitAsync(stop);

        // The last piece is a whole line only where a line end follows it.
        lines.AddRange(rest.Split('\n')[..^1]);
        return lines;
    }
}
