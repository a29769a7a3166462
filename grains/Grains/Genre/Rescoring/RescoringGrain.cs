using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.GrainState;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Genre.Rescoring;

/// <inheritdoc cref="IRescoringGrain"/>
[RunsOn(SiloRoles.Core)]
internal sealed class RescoringGrain(
    [PersistentState("rescoring", GrainStateProvider.Name)] IPersistentState<RescoringState> stored,
    IEventLog log,
    WorkflowOptions options,
    WorkflowMetrics metrics,
    TimeProvider time,
    ILogger<RescoringGrain> logger) : Grain, IRescoringGrain
{
    private RescoringWork? work;

    private RescoringWork Work => work ??= new(stored, GrainFactory, log.Partitions, options, metrics, time, logger, DeactivateOnIdle);

    public Task<bool> StartAsync(string version, long sequence) => Work.StartAsync(version, sequence);

    public Task<RescoringStatus?> GetAsync() => Task.FromResult(Work.Status);

    public Task AdvanceAsync() => Work.AdvanceAsync();
}
