using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

public sealed class ManifestHistoryTests : IDisposable
{
    private static readonly Guid Generation = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private StateDatabase _database;
    private SqliteManifestStore _store;

    public ManifestHistoryTests()
    {
        _database = StateDatabase.Open(_folder.Path);
        _store = new(_database);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_manifest_keeps_its_facts_and_the_past_has_none()
    {
        var file = new FactsFile { Key = "facts/0/1-1-9-a.parquet", First = 1, Last = 9, Rows = 3, Bytes = 77, Hash = ulong.MaxValue };
        Assert.True(await _store.TryReplaceAsync(0, 0, At(1, 0, 9, "s1") with { Facts = [file, file with { First = 10 }] }, Stop));
        Assert.Equal([file, file with { First = 10 }], (await _store.ReadAsync(0, Stop))!.Facts);
        Assert.Equal(At(1, 0, 9, "s1"), await _store.ReadAtAsync(0, Start, Stop));
        Assert.True(await _store.TryReplaceAsync(0, 1, At(2, 1, 9, "s1"), Stop));
        Assert.Empty((await _store.ReadAsync(0, Stop))!.Facts);
    }

    [Fact]
    public async Task An_instant_finds_the_newest_manifest_at_or_before_it()
    {
        await WriteAsync(At(1, 10, 100, "s1"), At(2, 20, 200, "s2"), At(3, 20, 200, "s2"), At(4, 30, 300, "s3"));
        Assert.False(await _store.TryReplaceAsync(0, 1, At(2, 99, 999, "lost"), Stop));
        Assert.Null(await _store.ReadAtAsync(0, Start.AddMinutes(10).AddTicks(-1), Stop));
        Assert.Equal(1, (await _store.ReadAtAsync(0, Start.AddMinutes(10), Stop))!.Revision);
        Assert.Equal(1, (await _store.ReadAtAsync(0, Start.AddMinutes(19), Stop))!.Revision);
        Assert.Equal(3, (await _store.ReadAtAsync(0, Start.AddMinutes(20), Stop))!.Revision);
        Assert.Equal(At(4, 30, 300, "s3"), await _store.ReadAtAsync(0, Start.AddYears(1), Stop));
        Assert.Null(await _store.ReadAtAsync(1, Start.AddYears(1), Stop));
    }

    [Fact]
    public async Task A_snapshot_is_found_by_offset_in_the_current_generation_alone()
    {
        await WriteAsync(At(1, 1, 50, "old") with { LogGeneration = Guid.Empty }, At(2, 2, 0, null), At(3, 3, 100, "s1"), At(4, 4, 200, "s2"));
        Assert.Null(await _store.NearestSnapshotAsync(0, 99, Stop));
        Assert.Equal((100, "s1"), await _store.NearestSnapshotAsync(0, 100, Stop));
        Assert.Equal((100, "s1"), await _store.NearestSnapshotAsync(0, 199, Stop));
        Assert.Equal((200, "s2"), await _store.NearestSnapshotAsync(0, long.MaxValue, Stop));
        Assert.Equal(["old", "s1", "s2"], (await _store.SnapshotsAsync(0, Stop)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Forgetting_keeps_what_an_instant_inside_the_retention_needs()
    {
        // A manifest every 10 minutes for 10 hours, each with its snapshot.
        await WriteAsync([.. Enumerable.Range(1, 60).Select(static i => At(i, i * 10, i * 100, $"s{i:D2}"))]);
        var before = Start.AddMinutes(245);
        var forgotten = await _store.ForgetAsync(0, before, TimeSpan.FromHours(1), Stop);

        Assert.Null(await _store.ReadAtAsync(0, Start.AddMinutes(239), Stop));
        Assert.Equal(24, (await _store.ReadAtAsync(0, before, Stop))!.Revision);
        Assert.Equal("s24", (await _store.ReadAtAsync(0, before, Stop))!.Snapshot);
        Assert.Equal(37, (await _store.ReadAtAsync(0, Start.AddMinutes(370), Stop))!.Revision);

        // Minute 290 is the last of its hour; the current manifest's is minute 600.
        string[] kept = ["s24", "s29", "s35", "s41", "s47", "s53", "s59", "s60"];
        Assert.Equal(kept, (await _store.SnapshotsAsync(0, Stop)).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, 60).Select(static i => $"s{i:D2}").Except(kept), forgotten);
        Assert.Equal((2400, "s24"), await _store.NearestSnapshotAsync(0, 2899, Stop));
        Assert.Equal((2900, "s29"), await _store.NearestSnapshotAsync(0, 2900, Stop));
        Assert.Empty(await _store.ForgetAsync(0, before, TimeSpan.FromHours(1), Stop));
    }

    [Fact]
    public async Task Forgetting_again_later_still_leaves_a_start_for_the_oldest_instant()
    {
        await WriteAsync([.. Enumerable.Range(1, 60).Select(static i => At(i, i * 10, i * 100, $"s{i:D2}"))]);
        await _store.ForgetAsync(0, Start, TimeSpan.FromHours(6), Stop);
        Assert.Equal(["s35", "s60"], (await _store.SnapshotsAsync(0, Stop)).Order(StringComparer.Ordinal));
        Assert.Empty(await _store.ForgetAsync(0, Start.AddMinutes(455), TimeSpan.FromHours(6), Stop));
        Assert.Equal(45, (await _store.ReadAtAsync(0, Start.AddMinutes(455), Stop))!.Revision);
        Assert.Equal((3500, "s35"), await _store.NearestSnapshotAsync(0, 4500, Stop));
    }

    [Fact]
    public async Task The_current_manifest_and_its_snapshot_always_stay()
    {
        await WriteAsync(At(1, 1, 100, "s1"), At(2, 2, 100, "s1"), At(3, 3, 100, "s1"));
        Assert.Empty(await _store.ForgetAsync(0, Start.AddYears(9), TimeSpan.FromDays(1), Stop));
        Assert.Equal(At(3, 3, 100, "s1"), await _store.ReadAtAsync(0, Start.AddYears(9), Stop));
        Assert.Null(await _store.ReadAtAsync(0, Start.AddMinutes(2), Stop));
        Assert.Equal(At(3, 3, 100, "s1"), await _store.ReadAsync(0, Stop));
        Assert.Empty(await _store.ForgetAsync(5, Start, TimeSpan.FromDays(1), Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.ForgetAsync(0, Start, TimeSpan.Zero, Stop));
    }

    [Fact]
    public async Task A_file_of_format_1_is_brought_up_with_its_manifests()
    {
        _database.Dispose();
        foreach (string file in Directory.GetFiles(_folder.Path))
        {
            File.Delete(file);
        }

        WriteFormat1();
        for (int opening = 0; opening < 2; opening++)
        {
            _database = StateDatabase.Open(_folder.Path);
            _store = new(_database);
            Assert.Equal(At(5, 3, 100, "s1"), await _store.ReadAsync(0, Stop));
            Assert.Equal(At(5, 3, 100, "s1"), await _store.ReadAtAsync(0, Start.AddMinutes(3), Stop));
            Assert.Equal((100, "s1"), await _store.NearestSnapshotAsync(0, 100, Stop));
            Assert.Equal("child", await _database.Readers.RunAsync(static s => s.First("SELECT child FROM relation", static r => r.GetString(0)), Stop));
            _database.Dispose();
        }

        _database = StateDatabase.Open(_folder.Path);
        Assert.Equal(2, await _database.Readers.RunAsync(static s => s.First("PRAGMA user_version", static r => r.GetInt64(0)), Stop));
        Assert.True(await new SqliteManifestStore(_database).TryReplaceAsync(0, 5, At(6, 4, 200, "s2"), Stop));
    }

    private static Manifest At(long revision, int minute, long offset, string? snapshot) => new()
    {
        Revision = revision, Epoch = 1, LogGeneration = Generation, Offset = offset, Snapshot = snapshot, WrittenAt = Start.AddMinutes(minute),
    };

    private async Task WriteAsync(params Manifest[] manifests)
    {
        foreach (var manifest in manifests)
        {
            Assert.True(await _store.TryReplaceAsync(0, manifest.Revision - 1, manifest, Stop));
        }
    }

    /// <summary>As the first version of the product made it.</summary>
    private void WriteFormat1()
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File(StateDatabase.FileName)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            CREATE TABLE state (
                kind TEXT NOT NULL, key TEXT NOT NULL, owner TEXT NOT NULL,
                etag INTEGER NOT NULL, due INTEGER, payload BLOB,
                UNIQUE (kind, key, owner));
            CREATE INDEX state_due ON state (kind, due, key) WHERE due IS NOT NULL;
            CREATE TABLE manifest (
                part INTEGER PRIMARY KEY, revision INTEGER NOT NULL, epoch INTEGER NOT NULL, generation TEXT NOT NULL,
                place INTEGER NOT NULL, snapshot TEXT, written INTEGER NOT NULL);
            CREATE TABLE relation (
                kind TEXT NOT NULL, parent TEXT NOT NULL, child TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB,
                PRIMARY KEY (kind, parent, child)) WITHOUT ROWID;
            INSERT INTO manifest VALUES (0, 5, 1, '00112233-4455-6677-8899-aabbccddeeff', 100, 's1', $written);
            INSERT INTO relation VALUES ('k', 'parent', 'child', 1, NULL);
            PRAGMA user_version = 1;
            """;
        command.Parameters.AddWithValue("$written", Start.AddMinutes(3).UtcTicks);
        command.ExecuteNonQuery();
    }
}
