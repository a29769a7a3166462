using MediaAnalytics.Grains.Workflow;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>The silo's decode slots: at most <see cref="WorkflowOptions.MaxDecodes"/> ffmpeg processes at once. Safe to call from any thread.</summary>
internal sealed class DecodeSlots(WorkflowOptions options, TimeProvider time) : IDisposable
{
    /// <summary>
    /// Longest wait for a slot: with the longest decode (<see cref="MediaDecoderOptions.LongestTimeLimit"/>) it stays below the time that a decode's caller waits
    /// for its answer, so that what a decode came to is not lost.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Code of the outcome when no slot was free for so long: the work waits, and perhaps another silo does it.</summary>
    public const string Busy = "decode.busy";

    private readonly SemaphoreSlim slots = new(options.MaxDecodes, options.MaxDecodes);
    private int waiting;

    /// <summary>Decodes that run.</summary>
    public int Running => options.MaxDecodes - slots.CurrentCount;

    /// <summary>Decodes that wait for a slot.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Runs a decode when a slot is free; null where none was for as long as <see cref="Patience"/>.</summary>
    public async Task<T?> RunAsync<T>(Func<Task<T>> decode)
        where T : class
    {
        if (!await EnterAsync())
            return null;

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

    private async Task<bool> EnterAsync()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        Interlocked.Increment(ref waiting);
        try
        {
            await slots.WaitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }
}
