using MediaAnalytics.Contracts.Decoding;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using System.Security.Cryptography;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Decoding;

/// <summary>Silos that decode, one decode at a time each, over one store of files. The first may lack ffmpeg.</summary>
internal sealed class DecodeCluster : IAsyncDisposable
{
    private const string FirstSilo = "Silo_0";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TemporaryFolder folder = new();
    private readonly InProcessTestCluster cluster;

    private DecodeCluster(int silos, bool firstIsSick)
    {
        Artifacts = new(FileArtifactStore.Open(folder["store"]));
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((own, silo) =>
        {
            silo.AddSiloPlacement([SiloRoles.Core, SiloRoles.Decode]);
            silo.AddMemoryGrainStorage(GrainStateProvider.Name);
            silo.Services.AddSingleton<IArtifactStore>(Artifacts).AddSingleton(TimeProvider.System).AddSingleton(new WorkflowOptions { MaxDecodes = 1 })
                .AddSingleton<DecodeSlots>().AddSingleton<WorkflowMetrics>().AddSingleton<MediaToLogMel>()
                .AddSingleton(new MediaDecoderOptions { Ffmpeg = firstIsSick && own.SiloName == FirstSilo ? "/nowhere/ffmpeg" : "ffmpeg" });
        });
        cluster = builder.Build();
    }

    public WatchedArtifacts Artifacts { get; }

    /// <summary>Decodes that wait for a slot, on all silos.</summary>
    public int Waiting => cluster.GetActiveSilos().Sum(static silo => silo.ServiceProvider.GetRequiredService<DecodeSlots>().Waiting);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<DecodeCluster> StartAsync(int silos, bool firstIsSick)
    {
        var started = new DecodeCluster(silos, firstIsSick);
        await started.cluster.DeployAsync(Stop);
        await started.KnowEachOtherAsync();
        return started;
    }

    /// <summary>Puts so many media files in the store; their hashes.</summary>
    public async Task<string[]> AddMediaAsync(int count)
    {
        SoundCopies copies = await SoundCopies.WriteAsync(folder.Path, "mv", count, seconds: 2, Stop);
        List<string> hashes = [];
        foreach (string file in Directory.GetFiles(copies.Media))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, Stop);
            hashes.Add(Convert.ToHexStringLower(SHA256.HashData(bytes)));
            await Artifacts.WriteAsync(ArtifactKeys.Media(hashes[^1]), (stream, stop) => stream.WriteAsync(bytes, stop).AsTask(), Stop);
        }

        return [.. hashes];
    }

    public Task<DecodeOutcome> DecodeAsync(string media) => cluster.Client.GetGrain<IDecoderGrain>(media).DecodeAsync();

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Waits until each silo knows what every other is for.</summary>
    private async Task KnowEachOtherAsync()
    {
        long began = TimeProvider.System.GetTimestamp();
        InProcessSiloHandle[] silos = [.. cluster.GetActiveSilos()];
        while (!silos.All(silo => silos.All(
            other => silo.ServiceProvider.GetRequiredService<SiloDirectory>().HasRole(other.SiloAddress, SiloRoles.Decode))))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"the silos do not know each other's roles after {Patience}");
            await Task.Delay(50, Stop);
        }
    }
}
