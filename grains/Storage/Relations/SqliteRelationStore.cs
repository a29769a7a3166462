using MediaAnalytics.Storage.Sqlite;

namespace MediaAnalytics.Storage.Relations;

/// <summary>
/// Relations as rows. A removal keeps its row, without payload, and its version, so that an older link that arrives late does not come back. Callers on
/// any thread.
/// </summary>
internal sealed class SqliteRelationStore(StateDatabase database) : IRelationStore
{
    /// <summary>Largest page.</summary>
    public const int MaxPage = 10_000;

    public Task PutAsync(string kind, string parent, string child, long version, byte[]? payload, CancellationToken cancellation = default) =>
        database.Writer.RunAsync(
            session => session.Execute(
                """
                INSERT INTO relation (kind, parent, child, version, payload) VALUES ($1, $2, $3, $4, $5)
                ON CONFLICT DO UPDATE SET version = excluded.version, payload = excluded.payload WHERE excluded.version > version
                """,
                kind,
                parent,
                child,
                version,
                payload),
            null,
            cancellation);

    public async Task<IReadOnlyList<Relation>> ListAsync(
        string kind, string parent, string? after, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxPage);
        return await database.Readers.RunAsync(
            session => session.All(
                "SELECT child, version, payload FROM relation WHERE kind = $1 AND parent = $2 AND child > $3 AND payload IS NOT NULL ORDER BY child LIMIT $4",
                static r => new Relation(r.GetString(0), r.GetInt64(1), r.GetFieldValue<byte[]>(2)),
                kind,
                parent,
                after ?? string.Empty,
                limit),
            cancellation).ConfigureAwait(false);
    }

    public Task<int> CountAsync(string kind, string parent, CancellationToken cancellation = default) =>
        database.Readers.RunAsync(
            session => session.First(
                "SELECT count(*) FROM relation WHERE kind = $1 AND parent = $2 AND payload IS NOT NULL", static r => r.GetInt32(0), kind, parent),
            cancellation);
}
