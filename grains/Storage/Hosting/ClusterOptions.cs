using System.Net;
using MediaAnalytics.Storage.Artifacts.Blobs;
using MediaAnalytics.Storage.Redis;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>Where a cluster's processes meet. Configuration section <c>Cluster</c>; without <see cref="Redis"/> there is no cluster, and everything runs in one process.</summary>
public sealed record ClusterOptions
{
    /// <summary>Default of <see cref="Id"/> and <see cref="Container"/>.</summary>
    public const string DefaultName = "media-analytics";

    /// <summary>Redis, as a StackExchange.Redis connection string: membership, event log, grain state. Null for no cluster.</summary>
    public string? Redis { get; init; }

    /// <summary>Azure Blob Storage: a connection string, or <c>https://ACCOUNT.blob.core.windows.net</c> for the process's managed identity.</summary>
    public string? Blobs { get; init; }

    /// <summary>The blob container.</summary>
    public string Container { get; init; } = DefaultName;

    /// <summary>Name of the cluster, and prefix of its Redis keys: 1 to 40 of a–z, 0–9 and '-'.</summary>
    public string Id { get; init; } = DefaultName;

    /// <summary>Takes a Redis that may lose what it has acknowledged; the page then says so. Default false.</summary>
    public bool AcceptLessDurable { get; init; }

    /// <summary>Local copies of blobs that a process keeps, in MiB; 64 to 1,048,576. Default 4,096.</summary>
    public int CacheMegabytes { get; init; } = BlobOptions.DefaultCacheMegabytes;

    /// <summary>The IP address that the other processes reach this silo at. Default 127.0.0.1.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port for the other silos. Default 11,111.</summary>
    public int SiloPort { get; init; } = 11_111;

    /// <summary>Port for gateways. Default 30,000.</summary>
    public int GatewayPort { get; init; } = 30_000;

    /// <summary>Whether there is a cluster.</summary>
    public bool Enabled => !string.IsNullOrWhiteSpace(Redis);

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        !Enabled ? Blobs is null ? null : "Cluster:Blobs is set, but Cluster:Redis is not: a cluster needs both; without a cluster, leave both out"
        : string.IsNullOrWhiteSpace(Blobs) ? "Cluster:Redis is set, but Cluster:Blobs is not: set it to a connection string of Azure Blob Storage, or to https://ACCOUNT.blob.core.windows.net"
        : RedisPart.Problem() ?? BlobsPart(Path.GetTempPath()).Problem() ?? EndpointsProblem();

    /// <summary>Without the connections, which may hold secrets.</summary>
    public override string ToString() => $"cluster {Id}";

    internal RedisOptions RedisPart => new() { Configuration = Redis!, ClusterId = Id, AcceptLessDurable = AcceptLessDurable };

    internal BlobOptions BlobsPart(string folder) =>
        new() { Connection = Blobs!, Container = Container, CacheFolder = Path.Combine(folder, "blobs"), CacheMegabytes = CacheMegabytes };

    private string? EndpointsProblem() =>
        !IPAddress.TryParse(Address, out _) ? $"Cluster:Address is '{Address}'; it must be an IP address that the other processes reach"
        : SiloPort is < 1 or > 65_535 ? "Cluster:SiloPort must be 1 to 65535"
        : GatewayPort is < 1 or > 65_535 ? "Cluster:GatewayPort must be 1 to 65535"
        : SiloPort == GatewayPort ? "Cluster:SiloPort and Cluster:GatewayPort must differ"
        : null;
}
