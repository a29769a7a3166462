using System.Net;
using System.Net.Sockets;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Dissemination;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Observations.Auditing;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Grains.Observations.History;
using MediaAnalytics.Grains.Observations.Past;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Storage.Manifests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Activations;

/// <summary>
/// A silo with the product's partition and dissemination grains over real stores, one partition; and the same stores for a second owner of it, as one in
/// another silo that does not know of the first.
/// </summary>
internal sealed class PartitionHost : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly IHost host;

    private PartitionHost(IHost host) => this.host = host;

    public FrozenFacts Facts => (FrozenFacts)(object)host.Services.GetRequiredService<IFactsStore>();

    public TroubledManifests Manifests => (TroubledManifests)(object)host.Services.GetRequiredService<IManifestStore>();

    /// <summary>The stores as a second owner has them.</summary>
    public PartitionStateStore Others => new(
        Log, host.Services.GetRequiredService<IManifestStore>(), host.Services.GetRequiredService<IArtifactStore>(), Facts.Inner, new(), TimeProvider.System);

    public IEventLog Log => host.Services.GetRequiredService<IEventLog>();

    public IPartitionGrain Partition => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPartitionGrain>(0);

    public IDisseminationGrain Dissemination => host.Services.GetRequiredService<IGrainFactory>().GetGrain<IDisseminationGrain>(0);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<PartitionHost> StartAsync(string folder, TimeSpan commitEvery, TimeProvider? time = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time ?? TimeProvider.System).AddSingleton<ObservationMetrics>().AddSingleton<PartitionStateStore>()
            .AddSingleton<MvHistoryReader>().AddSingleton<AuditRunner>().AddSingleton<PastTables>()
            .AddSingleton(new PartitionOptions { PublishEvery = TimeSpan.FromSeconds(0.1), CommitEvery = commitEvery });
        builder.Services.PostConfigure<GrainTypeOptions>(static o => o.Classes.RemoveWhere(
            static t => t.Assembly == typeof(PartitionGrain).Assembly && t != typeof(PartitionGrain) && t != typeof(DisseminationGrain)));
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort())
            .AddSiloPlacement(SiloRoles.All)
            .AddEmbeddedStorage(new StorageOptions { Folder = folder, Partitions = 1 }));
        Wrap<IFactsStore>(FrozenFacts.Of);
        Wrap<IManifestStore>(TroubledManifests.Of);
        IHost host = builder.Build();
        await host.StartAsync(Stop);
        return new(host);

        void Wrap<T>(Func<T, T> wrap)
            where T : class
        {
            ServiceDescriptor real = builder.Services.Last(static service => service.ServiceType == typeof(T));
            builder.Services.AddSingleton(services => wrap((T)(real.ImplementationInstance ?? real.ImplementationFactory!(services))));
        }
    }

    /// <summary>The catalogue's row of the one MV.</summary>
    public Task CatalogueAsync() => AppendAsync(new LogEvent.MvRecorded(new MvRecord
    {
        Entry = new() { Id = "mv1", Title = "mv1", DeclaredGenre = "rock", Story = new() },
        Version = 1,
    }));

    /// <summary>A reading of its views.</summary>
    public Task ObserveAsync(int hours, long views) => AppendAsync(new LogEvent.CountersObserved(new(Guid.NewGuid(), Noon, 1, 0),
    [
        new() { Mv = "mv1", Platform = "youtube", Source = "api", ObservedAt = Noon.AddHours(hours), Counters = Counters.None with { Views = views } },
    ]));

    /// <summary>Folds the log to its end for a second owner.</summary>
    public async Task FollowAsync(PartitionState owner)
    {
        foreach (LogEntry entry in await Log.ReadAsync(0, owner.Fold.Cursor, int.MaxValue, int.MaxValue, Stop))
            owner.Apply(in entry);
        await Others.SettleAsync(owner);
    }

    /// <summary>Publishes a second owner's table.</summary>
    public Task PublishAsync(PartitionState owner, long sequence)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        (Cell[] cells, Overview overview, DateTimeOffset? since) = CellTableBuilder.Build(owner.Fold, now);
        return Dissemination.PublishAsync(new(0, owner.Manifest.Epoch, sequence, owner.Fold.Cursor, now, cells, overview, since));
    }

    /// <summary>What is shown now: whose table, and its views.</summary>
    public async Task<(long Epoch, long Views)> ShownAsync()
    {
        DisseminationAnswer answer = await Dissemination.QueryAsync(new([], []));
        return (answer.Revisions is [var revision] ? revision.Epoch : 0, answer.Total.Net.Views);
    }

    /// <summary>Waits until something has come about.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"did not come within {Patience}: {what}");
            await Task.Delay(50, Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Facts.Thaw();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private Task AppendAsync(LogEvent logEvent) => Log.AppendAsync([new LogAppend(0, LogEventCodec.Encode(logEvent))], Stop);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
