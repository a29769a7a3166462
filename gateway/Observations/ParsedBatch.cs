using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>A batch's rows, told apart.</summary>
/// <param name="Readings">The good ones by partition; null where a partition has none.</param>
/// <param name="Appended">How many good ones there are.</param>
/// <param name="Quarantined">The bad ones.</param>
/// <param name="UnknownFields">Fields passed over.</param>
internal sealed record ParsedBatch(
    List<Reading>?[] Readings, int Appended, List<QuarantinedRow> Quarantined, IReadOnlyCollection<string> UnknownFields)
{
    /// <summary>Rows, good and bad.</summary>
    public int Rows => Appended + Quarantined.Count;
}
