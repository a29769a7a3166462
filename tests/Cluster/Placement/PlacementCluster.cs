using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Placement;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Hosting;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.GrainState;
using MediaAnalytics.Tests.Processes;
using MediaAnalytics.Tests.Unit.Intake;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;
using System.Collections.Concurrent;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Placement;

/// <summary>
/// Silos with the product's placement and genre front, whose engines say which silo they are on in the place of a model's version. Without stores; one test
/// at a time.
/// </summary>
internal sealed class PlacementCluster : IAsyncDisposable
{
    private const string Artifact = "logmel/track";
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
            silo.AddMemoryGrainStorage(GrainStateProvider.Name);
            silo.Services.AddSingleton<IArtifactStore>(artifacts).AddSingleton(TimeProvider.System).AddSingleton<IEventLog>(new MemoryEventLog());
            if (roles.Contains(SiloRoles.Infer))
                silo.Services.AddSingleton<IGenreEngine>(new NamedEngine(own.SiloName)).AddGenreModelWatch();
        });
        cluster = builder.Build();
    }

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
        await placement.artifacts.WriteAsync(Artifact, (stream, stop) => Task.Run(() => track.Write(stream), stop), Stop);
        return placement;
    }

    /// <summary>The silos as they are told of to a gateway.</summary>
    public Task<SiloReport[]> SilosAsync() => cluster.Client.GetGrain<ISilosGrain>(0).ListAsync();

    public Task StartNextAsync() => cluster.StartAdditionalSiloAsync();

    public Task KillAsync(string silo) => cluster.KillSiloAsync(Handle(silo));

    public Task StopAsync(string silo) => cluster.StopSiloAsync(Handle(silo));

    public Task RestartAsync(string silo) => cluster.RestartSiloAsync(Handle(silo));

    /// <summary>The silos that answer when every silo scores media; null among them where the work waits.</summary>
    public async Task<HashSet<string?>> AnswersAsync()
    {
        GenreOutcome[] outcomes = await Task.WhenAll(
            from silo in cluster.GetActiveSilos()
            from media in Enumerable.Range(0, 64)
            select ActivatorUtilities.CreateInstance<StageCalls>(silo.ServiceProvider).ScoreAsync($"{media}", Artifact, GenrePriority.Normal));
        Assert.All(outcomes, outcome => Assert.True(outcome.Posterior is not null || StageCalls.Waits(outcome.Code), $"{outcome.Code}: {outcome.Message}"));
        return [.. outcomes.Where(outcome => outcome.Code != StageCalls.SiloGone).Select(outcome => outcome.Posterior?.Model)];
    }

    /// <summary>Asks for the front of every silo, from every silo and from the client; the silos that answered.</summary>
    public async Task<HashSet<string>> FrontsAsync()
    {
        HashSet<string> answered = [];
        foreach (IGrainFactory caller in (IGrainFactory[])[cluster.Client, .. cluster.GetActiveSilos().Select(silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>())])
        {
            foreach (InProcessSiloHandle silo in cluster.GetActiveSilos())
            {
                try
                {
                    GenreOutcome outcome = await caller.GetGrain<IGenreGrain>(GenreFronts.Of(silo.SiloAddress)).ScoreAsync(Artifact, GenrePriority.Normal, 0);
                    Assert.Equal(silo.Name, outcome.Posterior?.Model);
                    answered.Add(silo.Name);
                }
                catch (OrleansException)
                {
                    // Not an accelerator silo: its front is nowhere.
                }
            }
        }

        return answered;
    }

    /// <summary>The silos that new probes of a kind are placed on, by every silo.</summary>
    public async Task<HashSet<string>> PlacesAsync<TProbe>(int probes)
        where TProbe : IPlaceProbeGrain
    {
        string[] places = await Task.WhenAll(
            from silo in cluster.GetActiveSilos()
            from _ in Enumerable.Range(0, probes)
            select silo.ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<TProbe>(Guid.NewGuid()).SiloAsync());
        return [.. places];
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

}
