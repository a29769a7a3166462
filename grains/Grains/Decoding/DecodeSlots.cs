using MediaAnalytics.Grains.Workflow;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>The silo's decode slots: at most <see cref="WorkflowOptions.MaxDecodes"/> ffmpeg processes at once. Safe to call from any thread.</summary>
internal sealed class DecodeSlots(WorkflowOptions options) : IDisposable
{
    private readonly SemaphoreSlim slots = new(options.MaxDecodes, options.MaxDecodes);
    private int waiting;

    /// <summary>Decodes that run.</summary>
    public int Running => options.MaxDecodes - slots.CurrentCount;

    /// <summary>Decodes that wait for a slot.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Runs a decode when a slot is free.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> decode)
    {
        Interlocked.Increment(ref waiting);
        await slots.WaitAsync();
        Interlocked.Decrement(ref waiting);
        try
        {
            return await decode();
        }
        finally
        {
            slots.Release();
        }
    }

    public void Dispose() => slots.Dispose();
}
