using System.Globalization;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.Redis;

/// <summary>Names of everything that a cluster keeps in Redis, all under its id as hash tag. Names are for ever.</summary>
internal sealed class RedisKeys(string clusterId)
{
    private readonly string _prefix = $"{{{clusterId}}}:";

    /// <summary>Hash: what the log was created with.</summary>
    public RedisKey LogMeta => _prefix + "log:meta";

    /// <summary>Hash: a partition's number to its newest offset.</summary>
    public RedisKey LogHeads => _prefix + "log:heads";

    /// <summary>Channel of new heads; each generation has its own, since a channel belongs to all databases of a server.</summary>
    public string LogChannel(Guid generation) => $"{_prefix}log:heads:{generation:N}";

    /// <summary>Channel that says that due work was stored.</summary>
    public string WorkChannel => _prefix + "work";

    /// <summary>Stream: the entries of a partition.</summary>
    public RedisKey LogEntries(int partition) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}log:{partition}");

    /// <summary>Hash: a grain's state with its etag.</summary>
    public RedisKey State(string kind, string owner, string key) => $"{_prefix}state:{Part(kind)}:{Part(owner)}:{key}";

    /// <summary>Sorted set: keys of a kind's grains by when their work is due, or their claim ends.</summary>
    public RedisKey Due(string kind) => $"{_prefix}due:{Part(kind)}";

    /// <summary>Hash: keys of a kind's grains that are claimed, to the end of the claim.</summary>
    public RedisKey Claims(string kind) => $"{_prefix}claims:{Part(kind)}";

    /// <summary>Hash: a parent's children to their versions, those removed included.</summary>
    public RedisKey Versions(string kind, string parent) => $"{_prefix}relation:versions:{Part(kind)}:{parent}";

    /// <summary>Hash: a parent's children to their payloads.</summary>
    public RedisKey Payloads(string kind, string parent) => $"{_prefix}relation:payloads:{Part(kind)}:{parent}";

    /// <summary>Sorted set: a parent's children, in order.</summary>
    public RedisKey Children(string kind, string parent) => $"{_prefix}relation:children:{Part(kind)}:{parent}";

    // A colon in it would let two names run into one key.
    private static string Part(string name) => Uri.EscapeDataString(name);
}
