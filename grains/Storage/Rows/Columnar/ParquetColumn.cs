namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>A column of a Parquet file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Leaf">Its place among the file's leaf columns.</param>
/// <param name="Physical">How its values are stored.</param>
/// <param name="Width">Bytes of a value of fixed width.</param>
/// <param name="Scale">Digits after the point of a decimal.</param>
/// <param name="Optional">Whether values may be missing.</param>
public sealed record ParquetColumn(string Name, ParquetKind Kind, int Leaf, ParquetPhysical Physical, int Width, int Scale, bool Optional)
{
    /// <summary>Whether its text is a number or a truth value.</summary>
    public bool IsBare => Kind is ParquetKind.Whole or ParquetKind.Unsigned or ParquetKind.Floating or ParquetKind.Decimal or ParquetKind.Truth;

    internal bool IsBytes => Physical is ParquetPhysical.ByteArray or ParquetPhysical.FixedByteArray;
}
