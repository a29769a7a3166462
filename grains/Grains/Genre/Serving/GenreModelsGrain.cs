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
        await ChangeAsync(ModelRegistry.Serve(stored.State, artifact, version, by, time.GetUtcNow()));
        return Serving;
    }

    public async Task<ModelAnswer> RegisterAsync(RegisteredModel model, bool serve)
    {
        DateTimeOffset now = time.GetUtcNow();
        (GenreModelsState next, ModelOutcome outcome) = ModelRegistry.Register(stored.State, model with { RegisteredAt = now });
        if (outcome == ModelOutcome.Done && serve)
            next = ModelRegistry.Serve(next, model.Artifact, model.Version, model.RegisteredBy, now);
        await ChangeAsync(next);
        return Answer(outcome, model.Version);
    }

    public async Task<ModelAnswer> PromoteAsync(string version, string by)
    {
        (RegisteredModel? model, ModelOutcome outcome) = ModelRegistry.Find(stored.State, version);
        if (model is not null)
            await ChangeAsync(ModelRegistry.Serve(stored.State, model.Artifact, model.Version, by, time.GetUtcNow()));
        return new(outcome, Serving, model);
    }

    public async Task<ModelAnswer> RollBackAsync(long? from, string by)
    {
        if (from is not null && from != Serving.Sequence)
            return Answer(ModelRegistry.IsGoneBackFrom(stored.State, from.Value) ? ModelOutcome.Done : ModelOutcome.Overtaken, Serving.Version);
        if (ModelRegistry.RollBack(stored.State, by, time.GetUtcNow()) is not { } next)
            return Answer(ModelOutcome.NoneBefore, Serving.Version);
        await ChangeAsync(next);
        return Answer(ModelOutcome.Done, Serving.Version);
    }

    public async Task<ModelAnswer> RemoveAsync(string version)
    {
        ModelAnswer before = Answer(ModelOutcome.Done, version);
        (GenreModelsState next, ModelOutcome outcome) = ModelRegistry.Remove(stored.State, version);
        await ChangeAsync(next);
        return before with { Outcome = outcome };
    }

    public async Task<ServingModel> ReportAsync(ModelReport report)
    {
        reports.Take(report, time.GetUtcNow());
        // Not before every silo serves it: a track that is scored anew by one must not be scored by an older model on another afterwards.
        if (reports.ServedBy(Serving.Sequence, time.GetUtcNow()) is { } version)
            await RescoreAsync(version);
        return Serving;
    }

    public Task<ModelsStatus> GetAsync() => Task.FromResult(new ModelsStatus(
        Serving, stored.State.Previous, reports.Up(time.GetUtcNow()), stored.State.Versions, ModelRegistry.Past(stored.State).LastOrDefault()));

    /// <summary>Has the catalogue scored anew where another model serves than before: by an order, or since the silos were given another of their own.</summary>
    private async Task RescoreAsync(string version)
    {
        GenreModelsState before = stored.State;
        if (before.Scored == version && before.ScoredUnder == Serving.Sequence)
            return;

        // The first model of all has nothing before it to replace.
        bool isFirst = before.Scored is null && Serving.Sequence == 0;
        if (!isFirst && !await grains.GetGrain<IRescoringGrain>(IRescoringGrain.Key).StartAsync(version, Serving.Sequence))
            return;

        await ChangeAsync(before.With(next => (next.Scored, next.ScoredUnder) = (version, next.Serving.Sequence)));
    }

    private ModelAnswer Answer(ModelOutcome outcome, string? version) =>
        new(outcome, Serving, Array.Find(stored.State.Versions, model => model.Version == version));

    private async Task ChangeAsync(GenreModelsState next)
    {
        GenreModelsState before = stored.State;
        if (ReferenceEquals(next, before))
            return;

        stored.State = next;
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            stored.State = before;
            throw;
        }

        if (next.Serving != before.Serving)
            LogOrdered(Serving.Sequence, Serving.Version ?? "of each silo's own", Serving.By);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Order {Sequence}: the genre model {Model} is to serve, says {By}")]
    private partial void LogOrdered(long sequence, string model, string? by);
}
