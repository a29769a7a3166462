using Microsoft.Data.Sqlite;

namespace MediaAnalytics.Storage.Sqlite;

/// <summary>Opens connections to a database file with the settings that durability rests on.</summary>
internal static class SqliteFile
{
    private const int SynchronousFull = 2;
    private const int BusyMilliseconds = 10_000;

    /// <summary>Frames of the write-ahead log (4 KiB each) after which a commit moves them into the database.</summary>
    private const int CheckpointFrames = 4_000;

    /// <summary>Opens the connection that writes; makes the file where it is missing.</summary>
    public static SqliteSession OpenWriter(string path)
    {
        var session = Open(path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Require(session, path, "PRAGMA journal_mode = WAL", "journal_mode", "wal");
            session.Execute("PRAGMA synchronous = FULL");
            Require(session, path, "PRAGMA synchronous", "synchronous", $"{SynchronousFull}");
            session.Execute($"PRAGMA wal_autocheckpoint = {CheckpointFrames}");
            session.Execute("PRAGMA journal_size_limit = 67108864");
            RequireWholePages(session, path);
            return session;
        }
        catch (Exception e)
        {
            session.Dispose();
            if (e is SqliteException)
            {
                throw NotOpened(path, e);
            }

            throw;
        }
    }

    /// <summary>Opens a connection that only reads. The file must exist.</summary>
    public static SqliteSession OpenReader(string path)
    {
        var session = Open(path, SqliteOpenMode.ReadWrite);
        session.Execute("PRAGMA query_only = ON");
        return session;
    }

    /// <summary>The failure to open a file.</summary>
    public static StorageUnavailableException NotOpened(string path, Exception e) =>
        new($"Cannot open '{path}': {e.Message}. Check that it is a file of this product, writable, and not damaged.", e);

    private static SqliteSession Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            var session = new SqliteSession(connection);
            session.Execute($"PRAGMA busy_timeout = {BusyMilliseconds}");
            return session;
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw NotOpened(path, e);
        }
    }

    // SQLite refuses a file that lacks whole pages, but reads what a torn last page lacks as zeros. What a checkpoint left half done, the first one mends.
    private static void RequireWholePages(SqliteSession session, string path)
    {
        session.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        long page = session.First("PRAGMA page_size", static r => r.GetInt64(0)), length = new FileInfo(path).Length;
        if (length % page != 0)
        {
            throw new StorageUnavailableException(
                $"'{path}' ends in the middle of a page ({length:N0} bytes, pages of {page:N0}): it lost its end. Restore the whole data folder from one backup.");
        }
    }

    private static void Require(SqliteSession session, string path, string pragma, string name, string expected)
    {
        string? actual = session.First(pragma, static r => r.GetString(0));
        if (!string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new StorageUnavailableException(
                $"'{path}' runs with {name} = {actual}, but what is acknowledged would not be durable unless it is {expected}. Is it on a network file system?");
        }
    }
}
