namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>Some rows of a file.</summary>
/// <param name="Rows">How many, ≥ 0.</param>
/// <param name="Chunks">Where each leaf column's values lie.</param>
internal sealed record ParquetGroup(long Rows, ParquetChunk[] Chunks);
