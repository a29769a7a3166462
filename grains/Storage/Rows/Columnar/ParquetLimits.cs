namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>What reading a Parquet file may take. A row group's columns are in memory at once.</summary>
/// <param name="GroupRows">Most rows of one row group.</param>
/// <param name="GroupBytes">Most bytes of one row group's columns, decompressed, those only that are read.</param>
public sealed record ParquetLimits(int GroupRows, long GroupBytes)
{
    /// <summary>For files that are read row group by row group: 2,097,152 rows and 512 MiB.</summary>
    public static ParquetLimits File { get; } = new(1 << 21, 512L << 20);
}
