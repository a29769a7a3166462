using System.Globalization;
using MediaAnalytics.Storage.Redis;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.EventLog.Redis;

/// <summary>Sends appends as one script: all of them take effect or none. Callers on any thread.</summary>
internal sealed class RedisAppendScript(RedisConnection redis, Guid generation, RedisHeads heads, RedisKey[] entryKeys)
{
    /// <summary>Appends in the order given.</summary>
    /// <exception cref="EventLogUnavailableException">None is in the log, or, where <see cref="EventLogUnavailableException.MayBeAppended"/>, all or none.</exception>
    public async Task RunAsync(IReadOnlyList<RedisAppend> appends)
    {
        var partitions = appends.SelectMany(static append => append.Entries).GroupBy(static entry => entry.Partition).ToArray();
        (RedisKey[] keys, RedisValue[] values) = Arguments(partitions, appends.Sum(static append => append.Entries.Count));
        RedisResult answer;
        try
        {
            answer = await redis.CommitAsync(RedisLogScripts.Append, keys, values, appends.Count).ConfigureAwait(false);
        }
        catch (StorageUnavailableException e)
        {
            throw new EventLogUnavailableException(e.Message, e) { MayBeAppended = e.InnerException is not RedisServerException };
        }

        if (answer.Resp2Type != ResultType.Array)
        {
            throw Refused(((string)answer!).Split(':'));
        }

        var ends = (long[])answer!;
        for (int i = 0; i < partitions.Length; i++)
        {
            heads[partitions[i].Key].Advance(ends[i]);
        }
    }

    private (RedisKey[] Keys, RedisValue[] Values) Arguments(IGrouping<int, LogAppend>[] partitions, int count)
    {
        var keys = new RedisKey[partitions.Length + 2];
        var values = new RedisValue[2 + (partitions.Length * 3) + count];
        (keys[0], keys[1]) = (redis.Keys.LogMeta, redis.Keys.LogHeads);
        (values[0], values[1]) = (generation.ToString("D"), heads.Channel);
        int next = 2 + (partitions.Length * 3);
        for (int i = 0; i < partitions.Length; i++)
        {
            int partition = partitions[i].Key;
            keys[i + 2] = entryKeys[partition];
            int first = next;
            foreach (var entry in partitions[i])
            {
                values[next++] = entry.Payload;
            }

            int place = 2 + (i * 3);
            (values[place], values[place + 1], values[place + 2]) = (partition, heads[partition].Offset, next - first);
        }

        return (keys, values);
    }

    private EventLogUnavailableException Refused(string[] partitionAndHead)
    {
        int partition = int.Parse(partitionAndHead[0], CultureInfo.InvariantCulture);
        long head = long.Parse(partitionAndHead[1], CultureInfo.InvariantCulture);
        long known = heads[partition].Offset;
        return head < known
            ? new(heads.Lose(partition, known, head))
            : new($"The head of partition {partition} of the event log is {head}, but it has entries beyond: {entryKeys[partition]} in Redis at {redis.Server} is "
                + "damaged. Nothing was appended. Restore Redis from one backup.");
    }
}
