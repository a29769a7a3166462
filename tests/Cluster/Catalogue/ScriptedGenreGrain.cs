using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Tests.Cluster.Catalogue;

/// <summary>Scores as the script says.</summary>
public sealed class ScriptedGenreGrain(StageScript script) : Grain, IGenreGrain
{
    public async Task<GenreOutcome> ScoreAsync(string artifact, GenrePriority priority, long atLeast)
    {
        (GenrePosterior posterior, long sequence) = await script.ScoreAsync(artifact, priority);
        return script.Refusal is { } code ? new(null, code, "as the script says", Retryable: true)
            : sequence < atLeast ? new(null, "genre.olderModel", "older", Retryable: true)
            : new(posterior, Sequence: sequence);
    }
}
