using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>What was folded of the newest batches; the oldest are forgotten beyond <see cref="Capacity"/>. One thread at a time.</summary>
internal sealed class BatchLedger
{
    /// <summary>How many batches a partition remembers.</summary>
    public const int Capacity = 20_000;

    private readonly Dictionary<Guid, BatchFold> folds = [];
    private readonly Queue<Guid> order = [];

    /// <summary>The remembered batches, oldest first.</summary>
    public IEnumerable<BatchFold> Folds => order.Select(id => folds[id]);

    /// <summary>How many are remembered.</summary>
    public int Count => order.Count;

    /// <summary>What was folded of a batch; null where unknown or forgotten.</summary>
    public BatchFold? Find(Guid batch) => folds.GetValueOrDefault(batch);

    /// <summary>Adds to what was folded of a batch.</summary>
    public void Add(BatchHeader batch, int folded, int duplicates, int conflicts, int quarantined)
    {
        if (!folds.TryGetValue(batch.Id, out BatchFold? fold))
        {
            if (order.Count == Capacity)
                folds.Remove(order.Dequeue());
            order.Enqueue(batch.Id);
            fold = new(batch, 0, 0, 0, 0);
        }

        folds[batch.Id] = fold with
        {
            Folded = fold.Folded + folded,
            Duplicates = fold.Duplicates + duplicates,
            Conflicts = fold.Conflicts + conflicts,
            QuarantinedSeen = fold.QuarantinedSeen + quarantined,
        };
    }
}
