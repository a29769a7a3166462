using System.Text.Json;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace MediaAnalytics.Storage.Manifests;

/// <summary>Manifests as rows, replaced where the revision is the one seen; each also as a row of the history. Callers on any thread.</summary>
internal sealed class SqliteManifestStore(StateDatabase database) : IManifestStore
{
    private const string Columns = "revision, epoch, generation, place, snapshot, written";

    private static readonly JsonSerializerOptions FactsForm = new(JsonSerializerDefaults.Web);

    public Task<Manifest?> ReadAsync(int partition, CancellationToken cancellation = default) =>
        database.Readers.RunAsync(
            session => session.First(
                $"SELECT {Columns}, facts FROM manifest WHERE part = $1",
                static r => Read(r) with { Facts = r.IsDBNull(6) ? [] : JsonSerializer.Deserialize<FactsFile[]>(r.GetString(6), FactsForm)! },
                partition),
            cancellation);

    public Task<bool> TryReplaceAsync(int partition, long seen, Manifest next, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.Revision != seen + 1)
        {
            throw new ArgumentException($"A manifest that replaces revision {seen} has revision {seen + 1}, not {next.Revision}.", nameof(next));
        }

        string? facts = next.Facts.Count == 0 ? null : JsonSerializer.Serialize(next.Facts, FactsForm);
        return database.Writer.RunAsync(session => Replace(session, partition, seen, next, facts), null, cancellation);
    }

    public Task<Manifest?> ReadAtAsync(int partition, DateTimeOffset at, CancellationToken cancellation = default) =>
        database.Readers.RunAsync(
            session => session.First(
                $"SELECT {Columns} FROM manifest_history WHERE part = $1 AND written <= $2 ORDER BY written DESC, revision DESC LIMIT 1",
                Read,
                partition,
                at.UtcTicks),
            cancellation);

    public Task<DateTimeOffset?> OldestAsync(int partition, CancellationToken cancellation = default) =>
        database.Readers.RunAsync(
            session => session.First(
                """
                SELECT written FROM manifest_history
                WHERE part = $1 AND generation = (SELECT generation FROM manifest WHERE part = $1) ORDER BY written LIMIT 1
                """,
                static r => (DateTimeOffset?)new DateTimeOffset(r.GetInt64(0), TimeSpan.Zero),
                partition),
            cancellation);

    public Task<(long Offset, string Key)?> NearestSnapshotAsync(int partition, long offset, CancellationToken cancellation = default) =>
        database.Readers.RunAsync(
            session => session.First(
                """
                SELECT place, snapshot FROM manifest_history
                WHERE part = $1 AND place <= $2 AND snapshot IS NOT NULL AND generation = (SELECT generation FROM manifest WHERE part = $1)
                ORDER BY place DESC, revision DESC LIMIT 1
                """,
                static r => ((long Offset, string Key)?)(r.GetInt64(0), r.GetString(1)),
                partition,
                offset),
            cancellation);

    public Task<IReadOnlySet<string>> SnapshotsAsync(int partition, CancellationToken cancellation = default) =>
        database.Readers.RunAsync<IReadOnlySet<string>>(session => ManifestHistory.Snapshots(session, partition), cancellation);

    public Task<IReadOnlyList<int>> PartitionsAsync(CancellationToken cancellation = default) =>
        database.Readers.RunAsync<IReadOnlyList<int>>(
            static session => session.All("SELECT part FROM manifest ORDER BY part", static r => r.GetInt32(0)), cancellation);

    public Task<IReadOnlyList<string>> ForgetAsync(
        int partition, DateTimeOffset before, TimeSpan snapshotEvery, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(snapshotEvery, TimeSpan.Zero);
        return database.Writer.RunAsync<IReadOnlyList<string>>(
            session => ManifestHistory.Forget(session, partition, before.UtcTicks, snapshotEvery.Ticks), null, cancellation);
    }

    private static Manifest Read(SqliteDataReader r) => new()
    {
        Revision = r.GetInt64(0),
        Epoch = r.GetInt64(1),
        LogGeneration = Guid.Parse(r.GetString(2)),
        Offset = r.GetInt64(3),
        Snapshot = r.IsDBNull(4) ? null : r.GetString(4),
        WrittenAt = new DateTimeOffset(r.GetInt64(5), TimeSpan.Zero),
    };

    private static bool Replace(SqliteSession session, int partition, long seen, Manifest next, string? facts)
    {
        string sql = seen == 0
            ? $"INSERT INTO manifest (part, {Columns}, facts) VALUES ($1, $2 + 1, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING"
            : """
              UPDATE manifest SET revision = $2 + 1, epoch = $3, generation = $4, place = $5, snapshot = $6, written = $7, facts = $8
              WHERE part = $1 AND revision = $2
              """;
        bool replaced = session.Execute(
            sql, partition, seen, next.Epoch, next.LogGeneration.ToString("D"), next.Offset, next.Snapshot, next.WrittenAt.UtcTicks, facts) == 1;
        if (replaced)
        {
            session.Execute($"INSERT INTO manifest_history (part, {Columns}) SELECT part, {Columns} FROM manifest WHERE part = $1", partition);
        }

        return replaced;
    }
}
