using System.Text;
using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class SqliteEventLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteEventLog _log;

    public SqliteEventLogTests() => _log = SqliteEventLog.Open(_folder.Path, 4);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _log.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_failed_commit_leaves_nothing_and_the_next_append_goes_on()
    {
        await AppendAsync((0, "x"));
        await _log.Writer.RunAsync(static s => s.Execute("PRAGMA max_page_count = 30"), null, Stop);
        var entries = new[] { new LogAppend(0, "y"u8.ToArray()), new LogAppend(1, new byte[500_000]) };
        await Assert.ThrowsAsync<EventLogUnavailableException>(() => _log.AppendAsync(entries, Stop));
        Assert.Equal(1, _log.Head(0));
        Assert.Equal(0, _log.Head(1));

        await _log.Writer.RunAsync(static s => s.Execute("PRAGMA max_page_count = 1000000"), null, Stop);
        await _log.AppendAsync(entries, Stop);
        Assert.Equal(["x", "y"], (await _log.ReadAsync(0, 0, 10, 1000, Stop)).Select(Text));
        Assert.Equal(500_000, (await _log.ReadAsync(1, 0, 10, 1000, Stop)).Single().Payload.Length);
    }

    private static string Text(LogEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    private Task AppendAsync(params (int Partition, string Text)[] entries) =>
        _log.AppendAsync([.. entries.Select(static e => new LogAppend(e.Partition, Encoding.UTF8.GetBytes(e.Text)))], Stop);
}
