using MediaAnalytics.Contracts.Observations;
using Microsoft.Data.Sqlite;

namespace MediaAnalytics.Tests.Benchmarks.Ingest;

/// <summary>
/// Rows in SQLite: WAL, synchronous FULL, a transaction a batch. SQLite has one writer at a time, and its own way to wait is to sleep and try again: the
/// connections take turns by a lock instead, which is many times faster.
/// </summary>
internal sealed class SqliteRows : IBatchTaker, IDisposable
{
    private readonly Lock turn = new();
    private readonly (SqliteConnection Connection, SqliteCommand Insert)[] connections;

    public SqliteRows(string path)
    {
        connections = [.. Enumerable.Range(0, IngestBenchmark.Connections).Select(_ => Open(path))];
    }

    public Task TakeAsync(int connection, IngestReadings input, int batch)
    {
        (SqliteConnection own, SqliteCommand insert) = connections[connection];
        lock (turn)
            Insert(own, insert, input.Batches[batch]);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach ((SqliteConnection connection, SqliteCommand insert) in connections)
        {
            insert.Dispose();
            connection.Dispose();
        }
    }

    private static void Insert(SqliteConnection own, SqliteCommand insert, Reading[] batch)
    {
        using SqliteTransaction transaction = own.BeginTransaction();
        insert.Transaction = transaction;
        foreach (Reading reading in batch)
        {
            insert.Parameters[0].Value = reading.Mv;
            insert.Parameters[1].Value = reading.Platform;
            insert.Parameters[2].Value = reading.Source;
            insert.Parameters[3].Value = reading.ObservedAt.UtcTicks;
            for (int counter = 0; counter < Counters.Count; counter++)
                insert.Parameters[4 + counter].Value = reading.Counters[(Counter)counter];
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static (SqliteConnection, SqliteCommand) Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False;Default Timeout=60");
        connection.Open();
        foreach (string sql in (string[])[
            "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA busy_timeout = 60000",
            """
            CREATE TABLE IF NOT EXISTS reading (
                mv TEXT NOT NULL, platform TEXT NOT NULL, source TEXT NOT NULL, observed INTEGER NOT NULL,
                impressions INTEGER, clicks INTEGER, views INTEGER, likes INTEGER, comments INTEGER, shares INTEGER,
                PRIMARY KEY (mv, platform, source, observed)) WITHOUT ROWID
            """])
        {
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO reading VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING";
        for (int i = 0; i < 10; i++)
            insert.Parameters.Add(new SqliteParameter($"${i}", null));
        insert.Prepare();
        return (connection, insert);
    }
}
