using MediaAnalytics.Storage.Redis;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.Relations.Redis;

/// <summary>
/// Relations in Redis: per parent the children's versions, those removed included, so that an older link that arrives late does not come back; the payloads;
/// and the children in order of their UTF-8 bytes. Callers on any thread.
/// </summary>
internal sealed class RedisRelationStore(RedisConnection redis) : IRelationStore
{
    /// <exception cref="ArgumentOutOfRangeException">The version is negative.</exception>
    /// <exception cref="StorageUnavailableException">Redis does not answer, or refuses.</exception>
    public Task PutAsync(string kind, string parent, string child, long version, byte[]? payload, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return redis.CommitAsync(RedisRelationScripts.Put, Keys(kind, parent), [child, version, payload is not null, payload ?? []], cancellation: cancellation);
    }

    /// <exception cref="StorageUnavailableException">Redis does not answer.</exception>
    public async Task<IReadOnlyList<Relation>> ListAsync(
        string kind, string parent, string? after, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, SqliteRelationStore.MaxPage);
        var rows = (RedisResult[])(await redis.RunAsync(
            RedisRelationScripts.List, Keys(kind, parent), [after ?? string.Empty, limit], cancellation).ConfigureAwait(false))!;
        return [.. rows.Chunk(3).Select(static row => new Relation((string)row[0]!, (long)row[1], (byte[])row[2]!))];
    }

    /// <exception cref="StorageUnavailableException">Redis does not answer.</exception>
    public async Task<int> CountAsync(string kind, string parent, CancellationToken cancellation = default)
    {
        try
        {
            return (int)await redis.Database.SortedSetLengthAsync(redis.Keys.Children(kind, parent), flags: CommandFlags.DemandMaster)
                .WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisConnection.IsTrouble(e))
        {
            throw redis.Unavailable(e);
        }
    }

    private RedisKey[] Keys(string kind, string parent) =>
        [redis.Keys.Versions(kind, parent), redis.Keys.Payloads(kind, parent), redis.Keys.Children(kind, parent)];
}
