using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>A row of a catalogue: an entry, or why there is none.</summary>
/// <param name="Line">Line of the file at which it starts.</param>
/// <param name="Hash">XXH64 of its bytes.</param>
/// <param name="Entry">Null where the row is bad.</param>
/// <param name="Problem">Null where the row is good.</param>
internal readonly record struct CatalogueRow(long Line, ulong Hash, CatalogueEntry? Entry, QuarantinedRow? Problem);
