using MediaAnalytics.Storage.Sqlite;

namespace MediaAnalytics.Storage.Manifests;

/// <summary>Manifests as rows, replaced where the revision is the one seen. Callers on any thread.</summary>
internal sealed class SqliteManifestStore(StateDatabase database) : IManifestStore
{
    public Task<Manifest?> ReadAsync(int partition, CancellationToken cancellation = default) =>
        database.Readers.RunAsync(
            session => session.First(
                "SELECT revision, epoch, generation, place, snapshot, written FROM manifest WHERE part = $1",
                static r => new Manifest
                {
                    Revision = r.GetInt64(0),
                    Epoch = r.GetInt64(1),
                    LogGeneration = Guid.Parse(r.GetString(2)),
                    Offset = r.GetInt64(3),
                    Snapshot = r.IsDBNull(4) ? null : r.GetString(4),
                    WrittenAt = new DateTimeOffset(r.GetInt64(5), TimeSpan.Zero),
                },
                partition),
            cancellation);

    public Task<bool> TryReplaceAsync(int partition, long seen, Manifest next, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.Revision != seen + 1)
        {
            throw new ArgumentException($"A manifest that replaces revision {seen} has revision {seen + 1}, not {next.Revision}.", nameof(next));
        }

        return database.Writer.RunAsync(session => Replace(session, partition, seen, next), null, cancellation);
    }

    private static bool Replace(SqliteSession session, int partition, long seen, Manifest next)
    {
        string sql = seen == 0
            ? "INSERT INTO manifest (part, revision, epoch, generation, place, snapshot, written) VALUES ($1, $2 + 1, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"
            : "UPDATE manifest SET revision = $2 + 1, epoch = $3, generation = $4, place = $5, snapshot = $6, written = $7 WHERE part = $1 AND revision = $2";
        return session.Execute(
            sql, partition, seen, next.Epoch, next.LogGeneration.ToString("D"), next.Offset, next.Snapshot, next.WrittenAt.UtcTicks) == 1;
    }
}
