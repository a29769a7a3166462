using System.Diagnostics.Metrics;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class SqliteWriterTests : IDisposable
{
    private const string Add = "INSERT INTO t (id, body) VALUES ($1, $2)";

    private readonly TempFolder _folder = new();
    private readonly SqliteWriter _writer;

    public SqliteWriterTests()
    {
        _writer = SqliteWriter.Open(_folder.File("t.db"), static s => s.Execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, body BLOB)"));
    }

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Writes_with_full_synchronisation_and_a_write_ahead_log()
    {
        Assert.Equal(2, await RunAsync(static s => s.First("PRAGMA synchronous", static r => r.GetInt64(0))));
        Assert.Equal("wal", await RunAsync(static s => s.First("PRAGMA journal_mode", static r => r.GetString(0))));
    }

    [Fact]
    public async Task Waiting_requests_share_commits_and_complete_in_order()
    {
        var perCommit = new List<int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (i, l) =>
        {
            if (i.Meter.Name == StorageMeter.Name && i.Name == "media_analytics.storage.commit.requests")
            {
                l.EnableMeasurementEvents(i);
            }
        };
        string database = $"shared-{Guid.NewGuid():N}.db";
        listener.SetMeasurementEventCallback<int>((_, n, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Value as string == database)
                {
                    lock (perCommit)
                    {
                        perCommit.Add(n);
                    }
                }
            }
        });
        listener.Start();

        using var writer = SqliteWriter.Open(_folder.File(database), static s => s.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)"));
        using var gate = new ManualResetEventSlim();
        var committed = new List<int>();
        var stop = TestContext.Current.CancellationToken;
        var first = writer.RunAsync(_ => gate.Wait(TimeSpan.FromSeconds(30), stop), null, stop);
        var rest = Enumerable.Range(1, 500).Select(i => writer.RunAsync(s => s.Execute(Add, i, null), _ => committed.Add(i), stop)).ToArray();
        gate.Set();
        await first;
        await Task.WhenAll(rest);

        Assert.Equal(Enumerable.Range(1, 500), committed);
        writer.Dispose();
        Assert.True(perCommit.Count <= 3, $"500 waiting requests took {perCommit.Count} commits");
    }

    [Fact]
    public async Task A_request_that_fails_takes_no_other_with_it()
    {
        using var gate = new ManualResetEventSlim();
        var first = RunAsync(_ => gate.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        var good = Enumerable.Range(1, 10).Select(i => RunAsync(s => s.Execute(Add, i, null))).ToList();
        var twice = RunAsync(s => s.Execute(Add, 100, null) + s.Execute(Add, 1, null));
        var thrown = RunAsync<int>(static s => throw new InvalidOperationException($"by the request {s.IsIdle}"));
        good.AddRange(Enumerable.Range(11, 10).Select(i => RunAsync(s => s.Execute(Add, i, null))));
        gate.Set();
        await first;
        await Task.WhenAll(good);

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => twice);
        Assert.IsType<SqliteException>(refused.InnerException);
        await Assert.ThrowsAsync<InvalidOperationException>(() => thrown);
        Assert.Equal(
            Enumerable.Range(1, 20).Select(static i => (long)i),
            await RunAsync(static s => s.All("SELECT id FROM t ORDER BY id", static r => r.GetInt64(0))));
    }

    [Fact]
    public async Task A_full_disk_fails_the_request_clearly_and_later_ones_go_on()
    {
        await RunAsync(static s => s.Execute("PRAGMA max_page_count = 20"));
        byte[] large = new byte[200_000];
        var full = await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(s => s.Execute(Add, 1, large)));
        Assert.Contains("t.db", full.Message, StringComparison.Ordinal);
        Assert.Contains("nothing of", full.Message, StringComparison.Ordinal);

        await RunAsync(static s => s.Execute("PRAGMA max_page_count = 1000000"));
        Assert.Equal(1, await RunAsync(s => s.Execute(Add, 1, large)));
    }

    [Fact]
    public async Task Closing_commits_what_waits_and_refuses_what_comes_later()
    {
        var pending = Enumerable.Range(1, 100).Select(i => RunAsync(s => s.Execute(Add, i, null))).ToArray();
        _writer.Dispose();
        await Task.WhenAll(pending);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => RunAsync(static s => s.Execute(Add, 101, null)));
    }

    private Task<T> RunAsync<T>(Func<SqliteSession, T> statements) =>
        _writer.RunAsync(statements, null, TestContext.Current.CancellationToken);
}
