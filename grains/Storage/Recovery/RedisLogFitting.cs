using MediaAnalytics.Storage.EventLog.Redis;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Redis;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.Recovery;

/// <summary>Looks at a log in Redis without opening it, and makes it fit the manifests. For one caller, while no other process uses the log.</summary>
internal static class RedisLogFitting
{
    /// <summary>What is there, and what has to be done.</summary>
    /// <exception cref="InvalidDataException">Log and manifests can't be brought together; the message says why and what to do.</exception>
    public static async Task<LogPlan> LookAsync(RedisConnection redis, IReadOnlyList<Manifest> manifests, CancellationToken cancellation)
    {
        string?[] told = await MetaAsync(redis).WaitAsync(cancellation).ConfigureAwait(false);
        var plans = new List<PartitionPlan>();
        for (int k = 0; k < manifests.Count; k++)
        {
            string[] span = (string[])(await redis.RunAsync(
                RedisLogScripts.Span, [redis.Keys.LogHeads, redis.Keys.LogEntries(k)], [k], cancellation).ConfigureAwait(false))!;
            plans.Add(new()
            {
                Partition = k,
                Manifest = manifests[k],
                Found = span[0].Length == 0 ? null : long.Parse(span[0], System.Globalization.CultureInfo.InvariantCulture),
                Oldest = span[1].Length == 0 ? null : RedisLogSchema.Offset(span[1]),
                Newest = span[2].Length == 0 ? null : RedisLogSchema.Offset(span[2]),
            });
        }

        var found = told[2] is { } generation ? Guid.Parse(generation) : (Guid?)null;
        var plan = new LogPlan(found, manifests[0].LogGeneration, plans);
        return Problem(redis, plan, told) is { } problem ? throw new InvalidDataException(problem) : plan;
    }

    /// <summary>Does it, whole or not at all.</summary>
    /// <exception cref="InvalidDataException">The log has changed since it was looked at; nothing was changed.</exception>
    public static async Task FitAsync(RedisConnection redis, LogPlan plan, CancellationToken cancellation)
    {
        RedisKey[] keys = [redis.Keys.LogMeta, redis.Keys.LogHeads, .. plan.Partitions.Select(p => redis.Keys.LogEntries(p.Partition))];
        RedisValue[] values =
        [
            RedisLogSchema.Version, plan.Partitions.Count, plan.Generation.ToString("D"),
            .. plan.Partitions.SelectMany(static p => new RedisValue[] { p.Found is { } found ? found : RedisValue.EmptyString, p.Head, p.Drops }),
        ];
        long moved = (long)await redis.RunAsync(RedisLogScripts.Fit, keys, values, cancellation).ConfigureAwait(false);
        if (moved >= 0)
        {
            throw new InvalidDataException(
                $"Partition {moved} of the event log was written to meanwhile: a process of the cluster runs. The log was not changed. Stop all silos and gateways, and recover again.");
        }
    }

    private static async Task<string?[]> MetaAsync(RedisConnection redis)
    {
        try
        {
            var told = await redis.Database.HashGetAsync(redis.Keys.LogMeta, ["version", "partitions", "generation"], CommandFlags.DemandMaster).ConfigureAwait(false);
            return [.. told.Select(static value => (string?)value)];
        }
        catch (Exception e) when (RedisConnection.IsTrouble(e))
        {
            throw redis.Unavailable(e);
        }
    }

    private static string? Problem(RedisConnection redis, LogPlan plan, string?[] told)
    {
        if (told[0] is { } version && version != RedisLogSchema.Version)
        {
            return $"The event log {redis.Keys.LogMeta} has format {version}; this program reads format {RedisLogSchema.Version}. Use the program that wrote it.";
        }

        // A silo that was started on the empty Redis has made an empty log, which holds nothing and may go.
        if (plan.Found is { } other && other != plan.Generation)
        {
            return plan.Partitions.All(static p => p.Newest is null && p.Found is null or 0)
                ? null
                : $"Redis at {redis.Server} holds event log {other} with entries, but the manifests belong to {plan.Generation}. Name the Redis (Cluster:Redis) and Cluster:Id that belong to "
                    + "the blob container (Cluster:Container), or restore Redis from a backup of this cluster, or empty it; nothing was changed.";
        }

        return plan.Partitions.Select(static p => p.Problem()).FirstOrDefault(static p => p is not null);
    }
}
