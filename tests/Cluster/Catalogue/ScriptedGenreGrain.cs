using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Tests.Cluster.Catalogue;

/// <summary>Scores as the script says.</summary>
public sealed class ScriptedGenreGrain(StageScript script) : Grain, IGenreGrain
{
    public Task<GenreOutcome> ScoreAsync(string artifact) => Task.FromResult(new GenreOutcome(script.Score(artifact)));
}
