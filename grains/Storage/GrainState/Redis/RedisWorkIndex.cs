using MediaAnalytics.Storage.Redis;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.GrainState.Redis;

/// <summary>The due times that <see cref="RedisGrainStorage"/> stores, shared by all silos, which claim what they work on. Callers on any thread.</summary>
internal sealed class RedisWorkIndex : IWorkIndex
{
    private readonly RedisConnection _redis;
    private readonly WorkSignal _signal;

    private RedisWorkIndex(RedisConnection redis, WorkSignal signal)
    {
        _redis = redis;
        _signal = signal;
    }

    /// <summary>Opens the index, which listens to other processes from now on.</summary>
    /// <param name="redis">The connection.</param>
    /// <param name="signal">The process's own signal, which its <see cref="RedisGrainStorage"/> raises.</param>
    /// <exception cref="StorageUnavailableException">Redis does not answer.</exception>
    public static async Task<RedisWorkIndex> OpenAsync(RedisConnection redis, WorkSignal signal)
    {
        await redis.SubscribeAsync(redis.Keys.WorkChannel, process =>
        {
            if (process != redis.Process)
            {
                signal.Raise();
            }
        }).ConfigureAwait(false);
        return new(redis, signal);
    }

    /// <exception cref="StorageUnavailableException">Redis does not answer.</exception>
    public async Task<IReadOnlyList<string>> DueAsync(
        string kind, DateTimeOffset now, int limit, IReadOnlyCollection<string> except, CancellationToken cancellation = default)
    {
        if (limit == 0 && except.Count == 0)
        {
            return [];
        }

        RedisValue[] values =
            [now.ToUnixTimeMilliseconds(), (now + IWorkIndex.Claim).ToUnixTimeMilliseconds(), limit, .. except.Select(static k => (RedisValue)k)];
        return (string[])(await _redis.RunAsync(
            RedisStateScripts.Due, [_redis.Keys.Due(kind), _redis.Keys.Claims(kind)], values, cancellation).ConfigureAwait(false))!;
    }

    /// <exception cref="StorageUnavailableException">Redis does not answer.</exception>
    public async Task<DateTimeOffset?> NextDueAsync(string kind, CancellationToken cancellation = default)
    {
        var first = await AskAsync(
            database => database.SortedSetRangeByRankWithScoresAsync(_redis.Keys.Due(kind), 0, 0, flags: CommandFlags.DemandMaster), cancellation).ConfigureAwait(false);
        return first is [var entry] ? DueTime.Of(entry.Score) : null;
    }

    /// <exception cref="StorageUnavailableException">Redis does not answer.</exception>
    public Task<long> CountAsync(string kind, CancellationToken cancellation = default) =>
        AskAsync(database => database.SortedSetLengthAsync(_redis.Keys.Due(kind), flags: CommandFlags.DemandMaster), cancellation);

    public Task WaitForChangeAsync(CancellationToken cancellation) => _signal.NextAsync(cancellation);

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> ask, CancellationToken cancellation)
    {
        try
        {
            return await ask(_redis.Database).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisConnection.IsTrouble(e))
        {
            throw _redis.Unavailable(e);
        }
    }
}
