namespace MediaAnalytics.Storage.Facts;

/// <summary>
/// The columns of a facts file, which are for ever, and the temporary table that they are made of. A row is a reading, or an entry that has none: a record, an
/// epoch, quarantined rows (with the encoded event as <c>body</c>), or a batch without readings. <c>kind</c> is the event's kind.
/// </summary>
internal static class FactsSchema
{
    /// <summary>The six counters, in the order of <see cref="Contracts.Observations.Counter"/>; null where a reading does not report one.</summary>
    public const string Counters = "impressions, clicks, views, likes, comments, shares";

    /// <summary>All columns, in order.</summary>
    public const string Columns =
        $"kind, log_offset, ordinal, batch, received_ticks, batch_appended, batch_quarantined, mv, platform, source, observed_ticks, {Counters}, version, body";

    private const string Order = "kind, mv NULLS FIRST, platform NULLS FIRST, source NULLS FIRST, observed_ticks NULLS FIRST, log_offset, ordinal";

    /// <summary>Makes the table that a file is made of, empty. Its columns are <see cref="Columns"/>.</summary>
    public const string CreateTable =
        """
        CREATE OR REPLACE TEMP TABLE fact (
            kind UTINYINT, log_offset BIGINT, ordinal INTEGER, batch UUID, received_ticks BIGINT, batch_appended INTEGER, batch_quarantined INTEGER,
            mv VARCHAR, platform VARCHAR, source VARCHAR, observed_ticks BIGINT,
            impressions BIGINT, clicks BIGINT, views BIGINT, likes BIGINT, comments BIGINT, shares BIGINT,
            version BIGINT, body BLOB);
        """;

    /// <summary>Gives the table's memory back.</summary>
    public const string DropTable = "DROP TABLE fact";

    // A search by series skips groups by their least and greatest ids, and decompresses the others whole: hence groups of this size, and a compression that
    // is quick to undo. Zstd makes files a fifth smaller, and searches take twice as long.
    private const int RowsPerGroup = 100_000;

    private const string Compression = "lz4_raw";

    /// <summary>Writes the rows of a table as a facts file in which they lie by MV, texts in the order of their UTF-8 bytes: what is asked for lies together.</summary>
    public static string CopySorted(string table, string path) => CopyTo($"SELECT {Columns} FROM {table} ORDER BY {Order}", path);

    /// <summary>
    /// Writes the filled table as a facts file, in log order: sorting takes as long as writing, and such a file is soon merged with others into a sorted one.
    /// </summary>
    public static string CopyFilled(string path) => CopyTo($"SELECT {Columns} FROM fact", path);

    private static string CopyTo(string rows, string path) =>
        $"COPY ({rows}) TO {DuckDbSession.Literal(path)} (FORMAT parquet, COMPRESSION {Compression}, ROW_GROUP_SIZE {RowsPerGroup})";
}
