using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.GrainState;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Genre.Serving;

/// <inheritdoc cref="IGenreModelsGrain"/>
[RunsOn(SiloRoles.Core)]
internal sealed partial class GenreModelsGrain(
    [PersistentState("models", GrainStateProvider.Name)] IPersistentState<GenreModelsState> stored,
    IGrainFactory grains,
    TimeProvider time,
    ILogger<GenreModelsGrain> logger) : Grain, IGenreModelsGrain
{
    private readonly SiloReports reports = new(time.GetUtcNow());

    private ServingModel Serving => stored.State.Serving;

    public async Task<ServingModel> ServeAsync(string? artifact, string? version, string by)
    {
        if (Serving.Artifact == artifact)
            return Serving;

        (ServingModel? previousBefore, ServingModel before) = (stored.State.Previous, Serving);
        (stored.State.Previous, stored.State.Serving) = (Serving, new(Serving.Sequence + 1, artifact, version, time.GetUtcNow(), by));
        await WriteAsync(() => (stored.State.Previous, stored.State.Serving) = (previousBefore, before));
        LogOrdered(Serving.Sequence, version ?? "of each silo's own", by);
        return Serving;
    }

    public async Task<ServingModel> ReportAsync(ModelReport report)
    {
        reports.Take(report, time.GetUtcNow());
        // Not before every silo serves it: a track that is scored anew by one must not be scored by an older model on another afterwards.
        if (reports.ServedBy(Serving.Sequence, time.GetUtcNow()) is { } version)
            await RescoreAsync(version);
        return Serving;
    }

    public Task<ModelsStatus> GetAsync() => Task.FromResult(new ModelsStatus(Serving, stored.State.Previous, reports.Up(time.GetUtcNow())));

    /// <summary>Has the catalogue scored anew where another model serves than before: by an order, or since the silos were given another of their own.</summary>
    private async Task RescoreAsync(string version)
    {
        (string? before, long under) = (stored.State.Scored, stored.State.ScoredUnder);
        if (before == version && under == Serving.Sequence)
            return;

        // The first model of all has nothing before it to replace.
        bool isFirst = before is null && Serving.Sequence == 0;
        if (!isFirst && !await grains.GetGrain<IRescoringGrain>(IRescoringGrain.Key).StartAsync(version, Serving.Sequence))
            return;

        (stored.State.Scored, stored.State.ScoredUnder) = (version, Serving.Sequence);
        await WriteAsync(() => (stored.State.Scored, stored.State.ScoredUnder) = (before, under));
    }

    private async Task WriteAsync(Action undo)
    {
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            undo();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Order {Sequence}: the genre model {Model} is to serve, says {By}")]
    private partial void LogOrdered(long sequence, string model, string by);
}
