namespace MediaAnalytics.Storage.Facts;

/// <summary>
/// The columns of a facts file, which are for ever, and the temporary tables that they are made of. A row is a reading, or an entry that has none: a record, an
/// epoch, quarantined rows (with the encoded event as <c>body</c>), or a batch without readings. <c>kind</c> is the event's kind.
/// </summary>
internal static class FactsSchema
{
    /// <summary>The six counters, in the order of <see cref="Contracts.Observations.Counter"/>; null where a reading does not report one.</summary>
    public const string Counters = "impressions, clicks, views, likes, comments, shares";

    /// <summary>All columns, in order.</summary>
    public const string Columns =
        $"kind, log_offset, ordinal, batch, received_ticks, batch_appended, batch_quarantined, mv, platform, source, observed_ticks, {Counters}, version, body";

    /// <summary>Order of the rows in a file; texts by their UTF-8 bytes.</summary>
    public const string Order = "kind, mv NULLS FIRST, platform NULLS FIRST, source NULLS FIRST, observed_ticks NULLS FIRST, log_offset, ordinal";

    /// <summary>Makes both tables, empty.</summary>
    public const string CreateTables =
        """
        CREATE OR REPLACE TEMP TABLE entry (
            kind UTINYINT, log_offset BIGINT, batch UUID, received_ticks BIGINT, batch_appended INTEGER, batch_quarantined INTEGER,
            mv VARCHAR, platform VARCHAR, version BIGINT, body BLOB);
        CREATE OR REPLACE TEMP TABLE reading (
            log_offset BIGINT, ordinal INTEGER, mv VARCHAR, platform VARCHAR, source VARCHAR, observed_ticks BIGINT,
            impressions BIGINT, clicks BIGINT, views BIGINT, likes BIGINT, comments BIGINT, shares BIGINT);
        """;

    /// <summary>The file's rows from both tables.</summary>
    public const string FromTables =
        $"""
        SELECT e.kind, e.log_offset, coalesce(r.ordinal, 0) AS ordinal, e.batch, e.received_ticks, e.batch_appended, e.batch_quarantined,
            coalesce(r.mv, e.mv) AS mv, coalesce(r.platform, e.platform) AS platform, r.source, r.observed_ticks, {Counters}, e.version, e.body
        FROM entry e LEFT JOIN reading r ON r.log_offset = e.log_offset
        """;

    /// <summary>Gives the tables' memory back.</summary>
    public const string DropTables = "DROP TABLE entry; DROP TABLE reading;";

    // A search by series skips groups by their least and greatest ids, and decompresses the others whole: hence groups of this size, and a compression that
    // is quick to undo. Zstd makes files a fifth smaller, and searches take twice as long.
    private const int RowsPerGroup = 100_000;

    private const string Compression = "lz4_raw";

    /// <summary>Writes what a query gives as a facts file.</summary>
    public static string CopyTo(string path, string rows) =>
        $"COPY ({rows} ORDER BY {Order}) TO {DuckDbSession.Literal(path)} (FORMAT parquet, COMPRESSION {Compression}, ROW_GROUP_SIZE {RowsPerGroup})";
}
