namespace MediaAnalytics.Gateway.Observations;

/// <summary>Bounds how many batches are read, parsed and appended at once, and so the memory that they hold. Safe to call from any thread.</summary>
internal sealed class BatchSlots : IDisposable
{
    /// <summary>Batches at once.</summary>
    public const int Count = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim slots = new(Count, Count);

    /// <summary>A slot, to be disposed when the batch is through; null where none came free in time.</summary>
    public async Task<IDisposable?> TryEnterAsync(CancellationToken cancellation) => await slots.WaitAsync(Patience, cancellation) ? new Slot(slots) : null;

    public void Dispose() => slots.Dispose();

    private sealed class Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
