using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage;

/// <summary>How files of an earlier format are brought up; what the past answers is in the contract of manifest stores.</summary>
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
