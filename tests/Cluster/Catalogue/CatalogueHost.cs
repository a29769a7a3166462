using System.Net;
using System.Net.Sockets;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Catalogue;

/// <summary>A silo with the product's MV, track and creator grains and its stores, and with scripted stages. No pump: the tests advance an MV themselves.</summary>
internal sealed class CatalogueHost : IAsyncDisposable
{
    private static readonly string[] Kept = [nameof(MvGrain), nameof(TrackGrain), nameof(CreatorGrain)];

    private readonly IHost host;

    private CatalogueHost(IHost host) => this.host = host;

    public StageScript Script => host.Services.GetRequiredService<StageScript>();

    private IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    private IEventLog Log => host.Services.GetRequiredService<IEventLog>();

    public static async Task<CatalogueHost> StartAsync(string folder, WorkflowOptions? options = null)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<StageScript>().AddSingleton(TimeProvider.System).AddSingleton(options ?? new())
            .AddSingleton<WorkflowMetrics>().AddSingleton<MvLinks>().AddSingleton<MvOutbox>().AddSingleton<StageCalls>().AddSingleton<AcceleratorWaiters>();
        builder.Services.PostConfigure<GrainTypeOptions>(
            static o => o.Classes.RemoveWhere(static t => t.Assembly == typeof(MvGrain).Assembly && !Kept.Contains(t.Name)));
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort(), FreePort())
            .AddSiloPlacement(SiloRoles.All)
            .AddEmbeddedStorage(new StorageOptions { Folder = folder, Partitions = 1 }));
        IHost host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host);
    }

    public IMvGrain Mv(string id) => Grains.GetGrain<IMvGrain>(id);

    public async Task<TrackView?> TrackAsync(string id) => await Grains.GetGrain<ITrackGrain>(id).GetAsync(null, 100);

    /// <summary>The MVs of a track.</summary>
    public async Task<string[]> OfTrackAsync(string id) => [.. (await TrackAsync(id))?.Mvs.Select(link => link.Mv) ?? []];

    /// <summary>The MVs of a creator.</summary>
    public async Task<string[]> OfCreatorAsync(string id) =>
        [.. (await Grains.GetGrain<ICreatorGrain>(id).GetAsync(null, 100))?.Mvs.Select(link => link.Mv) ?? []];

    /// <summary>The records of an MV that the log holds, in order.</summary>
    public async Task<MvRecord[]> LoggedAsync(string mv) =>
        [.. (await Log.ReadAsync(0, 0, 10_000, int.MaxValue, TestContext.Current.CancellationToken))
            .Select(entry => LogEventCodec.Decode(entry.Payload)).OfType<LogEvent.MvRecorded>().Select(e => e.Record).Where(record => record.Entry.Id == mv)];

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
