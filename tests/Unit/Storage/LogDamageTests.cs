using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

/// <summary>What becomes of a log whose files lost a part: an error, or what was last whole, but never entries that are silently missing.</summary>
public sealed class LogDamageTests : IDisposable
{
    private const int WalHeader = 32, WalFrame = 24 + 4096, Entries = 200;

    private readonly TempFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Main => _folder.File(SqliteEventLog.FileName);

    private string Wal => Main + "-wal";

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(10 * 4096 + 100)]
    public async Task A_log_that_lost_its_end_is_not_opened(int lost)
    {
        await FillAsync();
        Truncate(Main, lost);
        Refused(() => SqliteEventLog.Open(_folder.Path, 2));
    }

    [Fact]
    public async Task A_torn_write_ahead_log_loses_the_commit_that_was_torn_and_no_other()
    {
        await CopyOfLiveAsync();
        Truncate(Wal, 100);
        using var log = SqliteEventLog.Open(_folder.Path, 2);
        var entries = await log.ReadAsync(0, 0, int.MaxValue, int.MaxValue, Stop);
        Assert.Equal(Entries - 1, log.Head(0));
        Assert.Equal(Enumerable.Range(1, Entries - 1).Select(static n => (long)n), entries.Select(static e => e.Offset));
        await AppendAsync(log, 0);
        Assert.Equal(Entries, log.Head(0));
    }

    [Fact]
    public async Task A_write_ahead_log_cut_anywhere_leaves_a_whole_prefix_of_the_commits()
    {
        await CopyOfLiveAsync();
        byte[] wal = await File.ReadAllBytesAsync(Wal, Stop), main = await File.ReadAllBytesAsync(Main, Stop);
        long heads = 0;
        for (int length = WalHeader; length < wal.Length; length += (WalFrame * 7) + 13)
        {
            await File.WriteAllBytesAsync(Main, main, Stop);
            await File.WriteAllBytesAsync(Wal, wal[..length], Stop);
            File.Delete(Main + "-shm");
            using var log = SqliteEventLog.Open(_folder.Path, 2);
            var entries = await log.ReadAsync(0, 0, int.MaxValue, int.MaxValue, Stop);
            Assert.Equal(log.Head(0), entries.Count);
            heads = Math.Max(heads, log.Head(0));
        }

        Assert.InRange(heads, 1, Entries - 1);
    }

    [Fact]
    public async Task A_head_without_its_entries_is_named_at_the_start()
    {
        await FillAsync();
        Execute("DELETE FROM entry_0 WHERE place = 200");
        string message = Refused(() => SqliteEventLog.Open(_folder.Path, 2));
        Assert.Contains("Partition 0", message, StringComparison.Ordinal);
        Assert.Contains("199", message, StringComparison.Ordinal);
        Assert.Contains("200", message, StringComparison.Ordinal);
        Assert.Contains("Restore", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(100)]
    public async Task A_hole_is_found_by_the_read_that_meets_it(long after)
    {
        await FillAsync();
        Execute("DELETE FROM entry_0 WHERE place IN (100, 101)");
        using var log = SqliteEventLog.Open(_folder.Path, 2);
        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => log.ReadAsync(0, after, int.MaxValue, int.MaxValue, Stop));
        Assert.Contains("offset 102", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(99, (await log.ReadAsync(0, 101, int.MaxValue, int.MaxValue, Stop)).Count);
    }

    [Fact]
    public async Task A_page_of_garbage_is_an_error_of_the_read()
    {
        await FillAsync();
        using (var file = File.OpenWrite(Main))
        {
            for (long page = 8; page < file.Length / 4096; page++)
            {
                file.Position = page * 4096;
                file.Write(new byte[4096]);
            }
        }

        string message = Refused(() =>
        {
            using var log = SqliteEventLog.Open(_folder.Path, 2);
            log.ReadAsync(0, 0, int.MaxValue, int.MaxValue, Stop).GetAwaiter().GetResult();
        });
        Assert.Contains(SqliteEventLog.FileName, message, StringComparison.Ordinal);
    }

    private static string Refused(Action open)
    {
        var thrown = Record.Exception(open);
        Assert.True(thrown is InvalidDataException or StorageUnavailableException, $"{thrown}");
        return thrown!.Message;
    }

    private async Task FillAsync()
    {
        using var log = SqliteEventLog.Open(_folder.Path, 2);
        for (int i = 0; i < Entries; i++)
        {
            await AppendAsync(log, 0);
        }
    }

    /// <summary>The files as a killed process leaves them: the last commits are in the write-ahead log alone.</summary>
    private async Task CopyOfLiveAsync()
    {
        using var live = new TempFolder();
        using var log = SqliteEventLog.Open(live.Path, 2);
        for (int i = 0; i < Entries; i++)
        {
            await AppendAsync(log, 0);
        }

        File.Copy(live.File(SqliteEventLog.FileName), Main);
        File.Copy(live.File(SqliteEventLog.FileName) + "-wal", Wal);
    }

    private static Task AppendAsync(SqliteEventLog log, int partition) => log.AppendAsync([new LogAppend(partition, new byte[300])], Stop);

    private static void Truncate(string path, long by)
    {
        using var file = File.OpenWrite(path);
        file.SetLength(file.Length - by);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Main};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this test.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
