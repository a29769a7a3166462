using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Storage.Sqlite;

/// <summary>The file of grain states, manifests and relations: one writer, so that one commit serves them all. Callers on any thread.</summary>
internal sealed class StateDatabase : IDisposable
{
    /// <summary>File name in the data folder.</summary>
    public const string FileName = "state.db";

    private const long Version = 2;

    private StateDatabase(SqliteWriter writer, SqliteReaders readers)
    {
        Writer = writer;
        Readers = readers;
    }

    public SqliteWriter Writer { get; }

    public SqliteReaders Readers { get; }

    /// <summary>Opens the database of a folder; makes it where there is none.</summary>
    public static StateDatabase Open(string folder)
    {
        string path = Path.Combine(folder, FileName);
        return new(SqliteWriter.Open(path, Prepare), new SqliteReaders(path));
    }

    public void Dispose()
    {
        Readers.Dispose();
        Writer.Dispose();
    }

    private static void Prepare(SqliteSession session)
    {
        long version = session.First("PRAGMA user_version", static r => r.GetInt64(0));
        if (version > Version)
        {
            throw new InvalidDataException($"{FileName} has format {version}; this program reads up to format {Version}. Use the program that wrote it.");
        }

        // A cleared state keeps its row without payload, so that its etag never recurs. `owner` is the grain type: two types may share a state's name.
        session.Execute(
            """
            CREATE TABLE IF NOT EXISTS state (
                kind TEXT NOT NULL, key TEXT NOT NULL, owner TEXT NOT NULL,
                etag INTEGER NOT NULL, due INTEGER, payload BLOB,
                UNIQUE (kind, key, owner))
            """);
        session.Execute("CREATE INDEX IF NOT EXISTS state_due ON state (kind, due, key) WHERE due IS NOT NULL");
        session.Execute(
            """
            CREATE TABLE IF NOT EXISTS manifest (
                part INTEGER PRIMARY KEY, revision INTEGER NOT NULL, epoch INTEGER NOT NULL, generation TEXT NOT NULL,
                place INTEGER NOT NULL, snapshot TEXT, written INTEGER NOT NULL)
            """);
        session.Execute(
            """
            CREATE TABLE IF NOT EXISTS relation (
                kind TEXT NOT NULL, parent TEXT NOT NULL, child TEXT NOT NULL, version INTEGER NOT NULL, payload BLOB,
                PRIMARY KEY (kind, parent, child)) WITHOUT ROWID
            """);
        if (version < 2)
        {
            ManifestHistory.Create(session);
        }

        session.Execute($"PRAGMA user_version = {Version}");
    }
}
