using MediaAnalytics.Storage.Sqlite;

namespace MediaAnalytics.Storage.Manifests;

/// <summary>The rows of past manifests, the current ones among them.</summary>
internal static class ManifestHistory
{
    /// <summary>Brings a database of format 1 to format 2: manifests name facts, and the past begins with what stands.</summary>
    public static void Create(SqliteSession session)
    {
        session.Execute("ALTER TABLE manifest ADD COLUMN facts TEXT");
        session.Execute(
            """
            CREATE TABLE manifest_history (
                part INTEGER NOT NULL, revision INTEGER NOT NULL, epoch INTEGER NOT NULL, generation TEXT NOT NULL,
                place INTEGER NOT NULL, snapshot TEXT, written INTEGER NOT NULL, PRIMARY KEY (part, revision)) WITHOUT ROWID
            """);
        session.Execute("CREATE INDEX manifest_written ON manifest_history (part, written, revision)");
        session.Execute("CREATE INDEX manifest_snapshot ON manifest_history (part, place, revision, snapshot) WHERE snapshot IS NOT NULL");
        session.Execute(
            """
            INSERT INTO manifest_history (part, revision, epoch, generation, place, snapshot, written)
            SELECT part, revision, epoch, generation, place, snapshot, written FROM manifest
            """);
    }

    /// <summary>Keys of the snapshots that a row names.</summary>
    public static HashSet<string> Snapshots(SqliteSession session, int partition) =>
        [.. session.All("SELECT DISTINCT snapshot FROM manifest_history WHERE part = $1 AND snapshot IS NOT NULL", static r => r.GetString(0), partition)];

    /// <inheritdoc cref="IManifestStore.ForgetAsync"/>
    public static List<string> Forget(SqliteSession session, int partition, long before, long every)
    {
        var named = Snapshots(session, partition);
        long kept = session.First(
            "SELECT coalesce(max(revision), 0) FROM manifest_history WHERE part = $1 AND written < $2", static r => r.GetInt64(0), partition, before);
        long start = session.First(
            "SELECT coalesce(max(revision), 0) FROM manifest_history WHERE part = $1 AND revision <= $2 AND snapshot IS NOT NULL",
            static r => r.GetInt64(0),
            partition,
            kept);
        session.Execute("DELETE FROM manifest_history WHERE part = $1 AND revision < $2 AND revision <> $3", partition, kept, start);

        // By key: an epoch's first manifest names the snapshot of the one before it.
        session.Execute(
            """
            UPDATE manifest_history SET snapshot = NULL WHERE part = $1 AND snapshot IS NOT NULL AND snapshot NOT IN (
                SELECT snapshot FROM (
                    SELECT snapshot, row_number() OVER (PARTITION BY written / $2 ORDER BY revision DESC) AS age
                    FROM manifest_history WHERE part = $1 AND snapshot IS NOT NULL)
                WHERE age = 1
                UNION ALL SELECT snapshot FROM manifest_history WHERE part = $1 AND revision = $3 AND snapshot IS NOT NULL
                UNION ALL SELECT snapshot FROM manifest WHERE part = $1 AND snapshot IS NOT NULL)
            """,
            partition,
            every,
            start);
        named.ExceptWith(Snapshots(session, partition));
        return [.. named.Order(StringComparer.Ordinal)];
    }
}
