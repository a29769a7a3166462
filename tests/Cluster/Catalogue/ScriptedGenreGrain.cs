using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Tests.Cluster.Catalogue;

/// <summary>Scores as the script says.</summary>
public sealed class ScriptedGenreGrain(StageScript script) : Grain, IGenreGrain
{
    public async Task<GenreOutcome> ScoreAsync(string artifact, GenrePriority priority, long atLeast)
    {
        (GenrePosterior posterior, long sequence) = await script.ScoreAsync(artifact, priority);
        return sequence < atLeast ? new(null, "genre.olderModel", "older", Retryable: true) : new(posterior, Sequence: sequence);
    }
}
