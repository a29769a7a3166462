namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>Where the values of one column of one row group lie.</summary>
/// <param name="Physical">How they are stored.</param>
/// <param name="Codec">How they are compressed; the format's number.</param>
/// <param name="Values">How many, missing ones included.</param>
/// <param name="Start">The first byte.</param>
/// <param name="Length">How many bytes; they lie within the file.</param>
internal sealed record ParquetChunk(ParquetPhysical Physical, int Codec, long Values, long Start, long Length);
