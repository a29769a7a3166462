using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>The newest batches that this process acknowledged, so that they are known before the first partition has folded of them. Safe from any thread.</summary>
internal sealed class RecentBatches
{
    /// <summary>How many are remembered.</summary>
    public const int Capacity = 10_000;

    private readonly ConcurrentDictionary<Guid, BatchHeader> _batches = [];
    private readonly ConcurrentQueue<Guid> _order = [];

    public void Add(BatchHeader batch)
    {
        _batches[batch.Id] = batch;
        _order.Enqueue(batch.Id);
        while (_batches.Count > Capacity && _order.TryDequeue(out Guid oldest)) _batches.TryRemove(oldest, out _);
    }

    public bool TryFind(Guid id, [NotNullWhen(true)] out BatchHeader? batch) => _batches.TryGetValue(id, out batch);
}
