namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>How Parquet stores a value; the numbers are the format's.</summary>
public enum ParquetPhysical
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Int96 = 3,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedByteArray = 7,
}
