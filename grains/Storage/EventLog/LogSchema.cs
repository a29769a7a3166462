using System.Globalization;
using MediaAnalytics.Storage.Sqlite;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>
/// Tables of the log: one of entries per partition, so that every append goes to the end of a table; the heads, apart from the entries, so that offsets
/// never recur after a trim; and what the log was created with.
/// </summary>
internal sealed class LogSchema
{
    private const string Version = "1";

    private LogSchema(Guid generation, long[] heads)
    {
        Generation = generation;
        Heads = heads;
    }

    public Guid Generation { get; }

    public long[] Heads { get; }

    /// <summary>Makes the tables where they are missing, and checks that the log is the one that is asked for.</summary>
    public static LogSchema Prepare(SqliteSession session, int partitions)
    {
        session.Execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
        if (Read(session, "generation") is null)
        {
            Create(session, partitions);
        }

        if (Read(session, "version") is var version && version != Version)
        {
            throw new InvalidDataException($"The event log has format {version}; this program reads format {Version}. Use the program that wrote it.");
        }

        int created = int.Parse(Read(session, "partitions")!, CultureInfo.InvariantCulture);
        if (created != partitions)
        {
            throw new InvalidDataException(
                $"The event log was created with {created} partitions, but the key Partitions says {partitions}. The number is fixed at creation: set Partitions to {created}, or use another Data folder.");
        }

        var heads = session.All("SELECT head FROM head ORDER BY part", static r => r.GetInt64(0));
        for (int k = 0; k < heads.Count; k++)
        {
            Check(k, heads[k], session.First($"SELECT max(place) FROM entry_{k}", static r => r.IsDBNull(0) ? (long?)null : r.GetInt64(0)));
        }

        return new(Guid.Parse(Read(session, "generation")!), [.. heads]);
    }

    // A partition without entries is one that is new, or trimmed whole.
    private static void Check(int partition, long head, long? newest)
    {
        if (newest is { } offset && offset != head)
        {
            throw new InvalidDataException(
                $"Partition {partition} of the event log ends at offset {offset}, but its head is {head}: {SqliteEventLog.FileName} is damaged, or put together from several copies. "
                + "Restore the whole data folder from one backup.");
        }
    }

    private static void Create(SqliteSession session, int partitions)
    {
        session.Execute("CREATE TABLE head (part INTEGER PRIMARY KEY, head INTEGER NOT NULL)");
        for (int k = 0; k < partitions; k++)
        {
            session.Execute($"CREATE TABLE entry_{k} (place INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
            session.Execute("INSERT INTO head (part, head) VALUES ($1, 0)", k);
        }

        const string Insert = "INSERT INTO meta (key, value) VALUES ($1, $2)";
        session.Execute(Insert, "version", Version);
        session.Execute(Insert, "partitions", partitions.ToString(CultureInfo.InvariantCulture));
        session.Execute(Insert, "generation", Guid.NewGuid().ToString("D"));
    }

    private static string? Read(SqliteSession session, string key) =>
        session.First("SELECT value FROM meta WHERE key = $1", static r => r.GetString(0), key);
}
