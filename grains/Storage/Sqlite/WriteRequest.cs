namespace MediaAnalytics.Storage.Sqlite;

/// <summary>Statements that wait for a commit to share. Touched by the writer's thread alone once it is queued.</summary>
internal abstract class WriteRequest
{
    /// <summary>Runs the statements. May run again where the transaction is rolled back, so it changes nothing but the database.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>Called once the commit is durable.</summary>
    public abstract void Complete();

    /// <summary>Called where nothing of the request is stored.</summary>
    public abstract void Fail(Exception why);
}

/// <inheritdoc/>
internal sealed class WriteRequest<T>(Func<SqliteSession, T> statements, Action<T>? committed) : WriteRequest
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public Task<T> Done => _done.Task;

    public override void Run(SqliteSession session) => _result = statements(session);

    public override void Complete()
    {
        committed?.Invoke(_result);
        _done.TrySetResult(_result);
    }

    public override void Fail(Exception why) => _done.TrySetException(why);
}
