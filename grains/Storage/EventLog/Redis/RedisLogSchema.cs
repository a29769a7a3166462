using System.Globalization;
using MediaAnalytics.Storage.Redis;

namespace MediaAnalytics.Storage.EventLog.Redis;

/// <summary>What the log was created with, and its heads when it was opened.</summary>
internal sealed record RedisLogSchema(Guid Generation, long[] Heads)
{
    /// <summary>Of the log's form.</summary>
    public const string Version = "1";

    /// <summary>Makes the log where there is none, and checks that it is the one that is asked for.</summary>
    public static async Task<RedisLogSchema> PrepareAsync(RedisConnection redis, int partitions, CancellationToken cancellation)
    {
        var (meta, heads) = (redis.Keys.LogMeta, redis.Keys.LogHeads);
        var told = (string?[])(await redis.RunAsync(
            RedisLogScripts.Create, [meta, heads], [Version, partitions, Guid.NewGuid().ToString("D")], cancellation).ConfigureAwait(false))!;
        if (told is not [Version, { } created, { } generation])
        {
            throw new InvalidDataException(
                $"The event log {meta} has format {told.FirstOrDefault() ?? "(none)"}; this program reads format {Version}. Use the program that wrote it.");
        }

        if (int.Parse(created, CultureInfo.InvariantCulture) != partitions)
        {
            throw new InvalidDataException(
                $"The event log was created with {created} partitions, but the key Partitions says {partitions}. The number is fixed at creation: set Partitions to {created}, or use another Cluster:Id.");
        }

        var found = new long[partitions];
        for (int k = 0; k < partitions; k++)
        {
            var ends = (string?[])(await redis.RunAsync(RedisLogScripts.Ends, [heads, redis.Keys.LogEntries(k)], [k], cancellation).ConfigureAwait(false))!;
            found[k] = ends[0] is { } head ? long.Parse(head, CultureInfo.InvariantCulture) : -1;
            Check(redis, k, found[k], ends[1] is { } newest ? Offset(newest) : null);
        }

        return new(Guid.Parse(generation), found);
    }

    /// <summary>The offset that an entry's id stands for.</summary>
    public static long Offset(string id) => long.Parse(id.AsSpan(0, id.IndexOf('-', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture);

    // A partition without entries is one that is new, or trimmed whole.
    private static void Check(RedisConnection redis, int partition, long head, long? newest)
    {
        if (head < 0 || (newest is { } offset && offset != head))
        {
            throw new InvalidDataException(
                $"Partition {partition} of the event log ends at offset {newest}, but its head is {(head < 0 ? "missing" : head)}: "
                + $"{redis.Keys.LogEntries(partition)} in Redis at {redis.Server} is damaged. Restore Redis from one backup.");
        }
    }
}
