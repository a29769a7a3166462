using System.Collections.Concurrent;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.TestingHost;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Placement;

/// <summary>
/// Silos with the product's placement and genre front, whose engines say which silo they are on in the place of a model's version. Without stores; one test
/// at a time.
/// </summary>
internal sealed class PlacementCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder folder = new();
    private readonly ConcurrentDictionary<string, (IReadOnlyList<string> Roles, string? Accelerator)> plan = new();
    private readonly FileArtifactStore artifacts;
    private readonly InProcessTestCluster cluster;

    private PlacementCluster(string cuda, params (IReadOnlyList<string> Roles, string? Accelerator)[] silos)
    {
        artifacts = FileArtifactStore.Open(folder.Path);
        for (int i = 0; i < silos.Length; i++)
            plan[$"Silo_{i}"] = silos[i];
        var builder = new InProcessTestClusterBuilder(0);
        builder.ConfigureSilo((own, silo) =>
        {
            (IReadOnlyList<string> roles, string? accelerator) = plan[own.SiloName];
            silo.AddSiloPlacement(roles, accelerator, new() { Cuda = cuda });
            silo.Configure<ClusterMembershipOptions>(static membership => membership.ProbeTimeout = TimeSpan.FromSeconds(1));
            silo.Services.AddSingleton<IArtifactStore>(artifacts);
            if (roles.Contains(SiloRoles.Infer))
                silo.Services.AddSingleton<IGenreEngine>(new NamedEngine(own.SiloName));
        });
        cluster = builder.Build();
    }

    /// <summary>The client's factory, and each silo's own.</summary>
    public IEnumerable<IGrainFactory> Callers =>
        [cluster.Client, .. cluster.GetActiveSilos().Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>())];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts the first silos of a plan.</summary>
    /// <param name="cuda">Placement:Cuda.</param>
    /// <param name="first">How many start at once; the others by <see cref="StartNextAsync"/>.</param>
    /// <param name="silos">The plan, in the order of starting.</param>
    public static async Task<PlacementCluster> StartAsync(string cuda, int first, params (IReadOnlyList<string> Roles, string? Accelerator)[] silos)
    {
        var placement = new PlacementCluster(cuda, silos);
        placement.cluster.Options.InitialSilosCount = (short)first;
        await placement.cluster.DeployAsync(Stop);
        LogMelContract contract = LogMelContract.Default;
        var track = new LogMelTrack(contract.Id, contract.MelBands, contract.Frames, 30, [new byte[contract.MelBands * contract.Frames]]);
        await placement.artifacts.WriteAsync("logmel/track", (stream, stop) => Task.Run(() => track.Write(stream), stop), Stop);
        return placement;
    }

    public Task StartNextAsync() => cluster.StartAdditionalSiloAsync();

    public Task KillAsync(string silo) => cluster.KillSiloAsync(Handle(silo));

    public Task StopAsync(string silo) => cluster.StopSiloAsync(Handle(silo));

    public Task RestartAsync(string silo) => cluster.RestartSiloAsync(Handle(silo));

    /// <summary>The silos that answer when every caller asks every front; null among them where the work waits.</summary>
    public async Task<HashSet<string?>> AnswersAsync()
    {
        GenreOutcome[] outcomes = await Task.WhenAll(
            from caller in Callers
            from media in Enumerable.Range(0, 4 * GenreFronts.Count)
            select new StageCalls(caller, NullLogger<StageCalls>.Instance).ScoreAsync($"{media}", "logmel/track"));
        Assert.All(outcomes, outcome => Assert.True(outcome.Posterior is not null || outcome.Retryable, $"{outcome.Code}: {outcome.Message}"));

        // Other failures than these two are of a silo that is gone; the work is tried again.
        return [.. outcomes.Where(outcome => outcome.Posterior is not null || outcome.Code == GenreFronts.NoAccelerator).Select(outcome => outcome.Posterior?.Model)];
    }

    /// <summary>Waits until exactly these silos answer, and none else ever does that may not.</summary>
    public async Task UntilAsync(IEnumerable<string?> expected, IEnumerable<string?> mayAnswer)
    {
        long started = TimeProvider.System.GetTimestamp();
        HashSet<string?> wanted = [.. expected], allowed = [.. mayAnswer];
        while (true)
        {
            HashSet<string?> answers = await AnswersAsync();
            TestContext.Current.TestOutputHelper!.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss.f} {string.Join(',', answers)}");
            Assert.Subset(allowed, answers);
            if (answers.SetEquals(wanted))
                return;
            Assert.True(
                TimeProvider.System.GetElapsedTime(started) < Patience, $"not within {Patience}: {string.Join(',', wanted)} answer; {string.Join(',', answers)} do");
            await Task.Delay(100, Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
    }

    private InProcessSiloHandle Handle(string silo) => cluster.GetActiveSilos().Single(handle => handle.Name == silo);

    private sealed class NamedEngine(string silo) : IGenreEngine
    {
        public GenreModel Model { get; } = new(silo, ["pop"], LogMelContract.Default.Id);

        public Task<GenreScore> ScoreAsync(LogMelTrack track, CancellationToken cancellation) => Task.FromResult(new GenreScore([1_000_000], 1));
    }
}
