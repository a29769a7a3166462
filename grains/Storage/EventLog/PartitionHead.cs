namespace MediaAnalytics.Storage.EventLog;

/// <summary>A partition's newest durable offset, with those who wait for it to move. Callers on any thread.</summary>
internal sealed class PartitionHead(long offset)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _moved;
    private long _offset = offset;

    public long Offset => Volatile.Read(ref _offset);

    public void Advance(long offset)
    {
        TaskCompletionSource? moved;
        lock (_gate)
        {
            if (offset <= _offset)
            {
                return;
            }

            Volatile.Write(ref _offset, offset);
            moved = _moved;
            _moved = null;
        }

        moved?.TrySetResult();
    }

    public async Task WaitAsync(long after, CancellationToken cancellation)
    {
        while (Pending(after) is { } moved)
        {
            await moved.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    private Task? Pending(long after)
    {
        lock (_gate)
        {
            return _offset > after ? null : (_moved ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
