namespace MediaAnalytics.Storage.GrainState;

/// <summary>Wakes those who wait for a state with due work to be stored. Callers on any thread.</summary>
internal sealed class WorkSignal
{
    private TaskCompletionSource? _next;

    public Task NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var current = Volatile.Read(ref _next);
            if (current is not null)
            {
                return current.Task.WaitAsync(cancellation);
            }

            Interlocked.CompareExchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously), null);
        }
    }

    public void Raise() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
