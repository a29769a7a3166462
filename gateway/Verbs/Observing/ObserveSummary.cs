namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>What <c>gateway observe --json</c> prints.</summary>
/// <param name="File">The file.</param>
/// <param name="Rows">Rows read, good and bad.</param>
/// <param name="Appended">Readings that the server took.</param>
/// <param name="Duplicates">Readings among them that it knew already, exactly.</param>
/// <param name="Conflicts">Readings of a known instant with another value: of each counter the larger counts.</param>
/// <param name="Known">Rows that were not sent since the server knows their day or a later one (reports of daily increments); 0 else.</param>
/// <param name="Quarantined">Rows that were not accepted.</param>
/// <param name="QuarantineFile">Where they are kept; null where there are none.</param>
/// <param name="Batches">Batches sent.</param>
/// <param name="UnconfirmedBatches">Batches of which the server no longer knew the duplicates and conflicts.</param>
/// <param name="Seconds">How long it took, until all was folded.</param>
internal sealed record ObserveSummary(
    string File, long Rows, long Appended, long Duplicates, long Conflicts, long Known, long Quarantined, string? QuarantineFile, int Batches, int UnconfirmedBatches, double Seconds);
