using DuckDB.NET.Data;

namespace MediaAnalytics.Storage.Facts;

/// <summary>An in-memory database of its own, to work on files with. Used by one thread at a time. Where a call throws, it is not used again.</summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly string _spill;

    public DuckDbSession(FactsOptions options, string spill)
    {
        _spill = spill;
        _connection.Open();

        // Without extensions from the network: what is needed is linked in.
        Execute(
            $"""
            SET autoinstall_known_extensions = false;
            SET autoload_known_extensions = false;
            SET allow_community_extensions = false;
            SET threads = {options.Threads};
            SET memory_limit = '{options.MemoryMegabytes}MiB';
            SET temp_directory = {Literal(spill)};
            SET parquet_metadata_cache = true;
            SET lock_configuration = true;
            """);
    }

    /// <summary>Interrupts what runs.</summary>
    public CancellationToken Stop { get; set; }

    /// <summary>A text as SQL.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Runs statements; the number of rows that the last one changed or wrote.</summary>
    public long Execute(string sql)
    {
        using var command = Command(sql);
        using var interrupt = Stop.Register(command.Cancel);
        return command.ExecuteNonQuery();
    }

    /// <summary>Rows, read as they are asked for. Texts are bound to <c>$1</c>, <c>$2</c>, …</summary>
    public IEnumerable<T> Rows<T>(string sql, Func<DuckDBDataReader, T> read, params string[] texts)
    {
        using var command = Command(sql);
        foreach (string text in texts)
        {
            command.Parameters.Add(new DuckDBParameter(text));
        }

        command.UseStreamingMode = true;
        using var interrupt = Stop.Register(command.Cancel);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return read(reader);
        }
    }

    /// <summary>Fills a temporary table.</summary>
    public DuckDBAppender Append(string table) => _connection.CreateAppender("temp", "main", table);

    public void Dispose()
    {
        _connection.Dispose();
        if (Directory.Exists(_spill))
        {
            Directory.Delete(_spill, recursive: true);
        }
    }

    private DuckDBCommand Command(string sql)
    {
        Stop.ThrowIfCancellationRequested();
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of this project with quoted paths and numbers; what users say is bound or appended.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
