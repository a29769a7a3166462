using DuckDB.NET.Data;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Tests.Benchmarks.Ingest;

/// <summary>Rows in DuckDB by its fastest way in, the appender: a transaction a batch, durable in its write-ahead log when committed.</summary>
internal sealed class DuckDbRows : IBatchTaker, IDisposable
{
    private readonly DuckDBConnection[] connections;

    public DuckDbRows(string path)
    {
        connections = [.. Enumerable.Range(0, IngestBenchmark.Connections).Select(_ => new DuckDBConnection($"Data Source={path}"))];
        foreach (DuckDBConnection connection in connections)
            connection.Open();
        Execute(
            connections[0],
            """
            CREATE TABLE reading (
                mv VARCHAR NOT NULL, platform VARCHAR NOT NULL, source VARCHAR NOT NULL, observed BIGINT NOT NULL,
                impressions BIGINT, clicks BIGINT, views BIGINT, likes BIGINT, comments BIGINT, shares BIGINT,
                PRIMARY KEY (mv, platform, source, observed))
            """);
    }

    public Task TakeAsync(int connection, IngestReadings input, int batch)
    {
        DuckDBConnection own = connections[connection];
        Execute(own, "BEGIN");
        using (DuckDBAppender appender = own.CreateAppender("reading"))
        {
            foreach (Reading reading in input.Batches[batch])
            {
                IDuckDBAppenderRow row = appender.CreateRow()
                    .AppendValue(reading.Mv).AppendValue(reading.Platform).AppendValue(reading.Source).AppendValue(reading.ObservedAt.UtcTicks);
                for (int counter = 0; counter < Counters.Count; counter++)
                    row.AppendValue(reading.Counters[(Counter)counter]);
                row.EndRow();
            }
        }

        Execute(own, "COMMIT");
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        foreach (DuckDBConnection connection in connections)
            connection.Dispose();
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
