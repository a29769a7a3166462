using StackExchange.Redis;

namespace MediaAnalytics.Storage.Redis;

/// <summary>Which Redis the cluster's stores are in. Configuration section <c>Cluster</c>.</summary>
public sealed record RedisOptions
{
    /// <summary>Default of <see cref="ClusterId"/>.</summary>
    public const string DefaultClusterId = "media-analytics";

    /// <summary>Longest <see cref="ClusterId"/>, in characters.</summary>
    public const int MaxClusterIdLength = 40;

    /// <summary>Connection string of StackExchange.Redis, as in <c>redis:6379,password=…,ssl=true</c>. Configuration key <c>Cluster:Redis</c>.</summary>
    public required string Configuration { get; init; }

    /// <summary>Prefix of all keys, 1 to 40 of a-z, 0-9 and '-'; clusters that share a Redis differ in it. Configuration key <c>Cluster:Id</c>.</summary>
    public string ClusterId { get; init; } = DefaultClusterId;

    /// <summary>
    /// Accepts a Redis that may lose acknowledged writes, or hides whether it does; the default is to refuse it. Configuration key
    /// <c>Cluster:AcceptLessDurable</c>.
    /// </summary>
    public bool AcceptLessDurable { get; init; }

    /// <summary>Says what is wrong, naming the key; null where nothing is. Never tells the password.</summary>
    public string? Problem() =>
        Endpoints() is 0 ? "Cluster:Redis must be a connection string that names a server, as in redis:6379,password=…"
        : ClusterId.Length is < 1 or > MaxClusterIdLength || !ClusterId.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
            ? $"Cluster:Id must be 1 to {MaxClusterIdLength} of a-z, 0-9 and '-'"
        : null;

    /// <summary>No password in what is printed.</summary>
    public override string ToString() => $"{nameof(RedisOptions)} {{ {nameof(ClusterId)} = {ClusterId}, {nameof(AcceptLessDurable)} = {AcceptLessDurable} }}";

    private int Endpoints()
    {
        try
        {
            return ConfigurationOptions.Parse(Configuration).EndPoints.Count;
        }
        catch (ArgumentException)
        {
            return 0;
        }
    }
}
