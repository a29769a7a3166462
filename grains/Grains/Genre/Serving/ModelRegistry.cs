using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Grains.Genre.Serving;

/// <summary>What each change does to the registry of models and its orders. Pure: a state that nothing changes comes back itself.</summary>
internal static class ModelRegistry
{
    /// <summary>The orders that rollbacks go back to, oldest first.</summary>
    public static ServingModel[] Past(GenreModelsState state) => state.Past ?? (state.Previous is { } previous ? [previous] : []);

    /// <summary>The model of a version, or of a beginning of one that no other has.</summary>
    public static (RegisteredModel? Model, ModelOutcome Outcome) Find(GenreModelsState state, string version)
    {
        RegisteredModel[] found = [.. state.Versions.Where(model => model.Version.StartsWith(version, StringComparison.Ordinal))];
        if ((found.Length == 1 ? found[0] : Array.Find(found, model => model.Version == version)) is { } one)
            return (one, ModelOutcome.Done);
        return (null, found.Length == 0 ? ModelOutcome.Unknown : ModelOutcome.Ambiguous);
    }

    /// <summary>Takes a model in.</summary>
    public static (GenreModelsState State, ModelOutcome Outcome) Register(GenreModelsState state, RegisteredModel model)
    {
        if (Array.Find(state.Versions, known => known.Version == model.Version) is { } same)
            return (state, same.Artifact == model.Artifact ? ModelOutcome.Done : ModelOutcome.VersionTaken);
        return state.Versions.Length >= ModelLimits.MaxVersions
            ? (state, ModelOutcome.Full)
            : (state.With(next => next.Versions = [.. state.Versions, model]), ModelOutcome.Done);
    }

    /// <summary>Has a model serve; nulls are for the model that each silo starts with.</summary>
    public static GenreModelsState Serve(GenreModelsState state, string? artifact, string? version, string by, DateTimeOffset now) =>
        state.Serving.Artifact == artifact
            ? state
            : Order(state, new(state.Serving.Sequence + 1, artifact, version, now, by), [.. Past(state).TakeLast(ModelLimits.MaxPast - 1), state.Serving]);

    /// <summary>Has the model of the order before serve again; null where there is none.</summary>
    public static GenreModelsState? RollBack(GenreModelsState state, string by, DateTimeOffset now) =>
        Past(state) is [.. var earlier, var before] ? Order(state, before with { Sequence = state.Serving.Sequence + 1, Since = now, By = by }, earlier) : null;

    /// <summary>Whether the order in force is a rollback from this one.</summary>
    public static bool IsGoneBackFrom(GenreModelsState state, long sequence) =>
        state.Previous?.Sequence == sequence && Past(state).LastOrDefault()?.Sequence != sequence;

    /// <summary>Takes a model out.</summary>
    public static (GenreModelsState State, ModelOutcome Outcome) Remove(GenreModelsState state, string version)
    {
        if (Array.Find(state.Versions, model => model.Version == version) is not { } found)
            return (state, ModelOutcome.Unknown);
        return Past(state).Append(state.Serving).Any(order => order.Artifact == found.Artifact)
            ? (state, ModelOutcome.InUse)
            : (state.With(next => next.Versions = [.. state.Versions.Where(model => model != found)]), ModelOutcome.Done);
    }

    private static GenreModelsState Order(GenreModelsState state, ServingModel order, ServingModel[] past) =>
        state.With(next => (next.Previous, next.Serving, next.Past) = (state.Serving, order, past));
}
