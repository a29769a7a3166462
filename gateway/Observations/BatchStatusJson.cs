using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>How far a batch of observations is folded.</summary>
/// <param name="Id">The batch.</param>
/// <param name="ReceivedAt">When it was accepted.</param>
/// <param name="Appended">Readings appended.</param>
/// <param name="Quarantined">Rows that were not accepted.</param>
/// <param name="Folded">Readings folded so far, duplicates included.</param>
/// <param name="Duplicates">Readings that were known already, exactly.</param>
/// <param name="Conflicts">Readings of a known instant with another value: of each counter the larger counts.</param>
/// <param name="State"><c>folding</c>, or <c>folded</c> once all of it is.</param>
public sealed record BatchStatusJson(
    Guid Id, DateTimeOffset ReceivedAt, int Appended, int Quarantined, int Folded, int Duplicates, int Conflicts, string State)
{
    internal static BatchStatusJson Of(BatchHeader batch, IReadOnlyCollection<BatchFold> folds)
    {
        int folded = folds.Sum(fold => fold.Folded);
        bool all = folded >= batch.Appended && folds.Sum(fold => fold.QuarantinedSeen) >= batch.Quarantined;
        return new(
            batch.Id, batch.ReceivedAt, batch.Appended, batch.Quarantined, folded, folds.Sum(fold => fold.Duplicates),
            folds.Sum(fold => fold.Conflicts), all ? "folded" : "folding");
    }
}
