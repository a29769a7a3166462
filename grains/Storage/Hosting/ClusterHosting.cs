using System.Net;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Storage.GrainState.Redis;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Relations;
using MediaAnalytics.Storage.Relations.Redis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Storage;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>Makes a silo or a gateway a member of a cluster, with the cluster's stores.</summary>
public static class ClusterHosting
{
    /// <summary>How long a silo may be silent before the others ask around whether it is dead: three probes of this length.</summary>
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a probe may last where answers have been slow. A silo that sent anything within three times this is not suspected, so a silo that hangs is
    /// declared dead after 12 s at the earliest; by default Orleans takes four times <see cref="ProbeTime"/>, which makes 36 s.
    /// </summary>
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(4);

    /// <summary>How often a gateway looks for silos that came or went, and tries again where none answers.</summary>
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);

    /// <summary>Joins a silo to the cluster, by Redis.</summary>
    public static ISiloBuilder JoinCluster(this ISiloBuilder silo, ClusterOptions options)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(options);
        silo.Services.AddWireFailures();
        silo.Configure<Orleans.Configuration.ClusterOptions>(names => names.ClusterId = names.ServiceId = options.Id);
        silo.ConfigureEndpoints(IPAddress.Parse(options.Address), options.SiloPort, options.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(IPAddress.Parse(options.Address)));
        // A Pod's own name in Kubernetes; the port tells silos of one machine apart.
        silo.Configure<SiloOptions>(own => own.SiloName = $"{Environment.MachineName}:{options.SiloPort}");
        silo.Configure<ClusterMembershipOptions>(static membership =>
        {
            membership.ProbeTimeout = ProbeTime;
            membership.MaxProbeTimeout = LongestProbe;
        });
        return silo.UseRedisClustering(redis => redis.ConfigurationOptions = ConfigurationOptions.Parse(options.Redis!));
    }

    /// <summary>Joins a gateway to the cluster, by Redis. It starts once a silo answers.</summary>
    public static IClientBuilder JoinCluster(this IClientBuilder client, ClusterOptions options)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(options);
        client.Services.AddWireFailures();
        client.Configure<Orleans.Configuration.ClusterOptions>(names => names.ClusterId = names.ServiceId = options.Id);
        client.Configure<GatewayOptions>(static gateways => gateways.GatewayListRefreshPeriod = LooksEvery);
        client.UseConnectionRetryFilter(static async (_, cancellation) =>
        {
            await Task.Delay(LooksEvery, cancellation).ConfigureAwait(false);
            return true;
        });
        return client.UseRedisClustering(redis => redis.ConfigurationOptions = ConfigurationOptions.Parse(options.Redis!));
    }

    /// <summary>Registers the stores that a silo needs, its stream provider, and the grain storage.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="stores">The stores, open.</param>
    /// <param name="facts">What reads and writes of facts may use.</param>
    /// <param name="folder">Scratch folder of this process.</param>
    public static ISiloBuilder AddClusterStorage(this ISiloBuilder silo, ClusterStores stores, FactsOptions facts, string folder)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(stores);
        silo.Services
            .AddClusterStores(stores)
            .AddSingleton<IManifestStore>(stores.Manifests)
            .AddSingleton<IFactsStore>(s => ParquetFactsStore.Open(s.GetRequiredService<IArtifactStore>(), facts, folder))
            .AddSingleton<IRelationStore>(new RedisRelationStore(stores.Redis))
            .AddSingleton<IWorkIndex>(stores.Work)
            .AddSingleton(s => ActivatorUtilities.CreateInstance<RedisGrainStorage>(
                s, stores.Redis, stores.Signal, ActivatorUtilities.CreateInstance<OrleansGrainStorageSerializer>(s)))
            .AddGrainState<RedisGrainStorage>();
        return silo.AddLogStreams();
    }

    /// <summary>Registers the stores that a gateway needs.</summary>
    public static IServiceCollection AddClusterStores(this IServiceCollection services, ClusterStores stores)
    {
        ArgumentNullException.ThrowIfNull(stores);
        return services
            .AddSingleton(_ => stores)
            .AddSingleton<IEventLog>(stores.Log)
            .AddSingleton<IArtifactStore>(s => new MeteredArtifactStore(stores.Artifacts, s.GetRequiredService<TimeProvider>()))
            .AddSingleton(new StorageNotices(() => stores.Redis.Notices))
            .AddSingleton<MediaStore>()
            .AddHostedService<ClusterStoresFromZero>()
            .AddHostedService<RedisWatch>();
    }
}
