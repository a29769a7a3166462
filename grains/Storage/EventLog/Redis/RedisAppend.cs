namespace MediaAnalytics.Storage.EventLog.Redis;

/// <summary>One caller's append, until it is in the log or is known to have failed. Completed once, from any thread.</summary>
/// <param name="entries">What is appended, all of it or nothing; at least one.</param>
/// <param name="bytes">Their payloads' bytes.</param>
/// <param name="cancellation">Holds until the append is sent.</param>
internal sealed class RedisAppend(IReadOnlyList<LogAppend> entries, long bytes, CancellationToken cancellation)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<LogAppend> Entries => entries;

    public long Bytes => bytes;

    /// <summary>Completes when the entries are durable.</summary>
    public Task Done => _done.Task;

    /// <summary>Ends it where its caller has given up; then it must not be sent.</summary>
    public bool IsGivenUp() => cancellation.IsCancellationRequested && _done.TrySetCanceled(cancellation);

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception why) => _done.TrySetException(why);
}
