namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>A Parquet file can't be read; the message goes on after "The Parquet file can't be read: ".</summary>
#pragma warning disable CA1032 // Always has a reason.
public sealed class ParquetFileException(string reason, bool tooLarge = false, Exception? inner = null) : Exception(reason, inner)
#pragma warning restore CA1032
{
    /// <summary>Whether it would be read if it were smaller.</summary>
    public bool TooLarge { get; } = tooLarge;
}
