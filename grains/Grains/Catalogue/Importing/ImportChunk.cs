using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Some rows of an import.</summary>
/// <param name="Entries">The good rows.</param>
/// <param name="Quarantined">The bad rows.</param>
/// <param name="Position">Where the next row is.</param>
/// <param name="BytesRead">Bytes of the file read so far.</param>
/// <param name="Ended">Whether the file has no more rows.</param>
internal sealed record ImportChunk(List<CatalogueEntry> Entries, List<QuarantinedRow> Quarantined, long Position, long BytesRead, bool Ended);
