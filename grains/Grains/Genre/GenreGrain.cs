using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.Artifacts;
using Orleans.Concurrency;
using GenrePosterior = MediaAnalytics.Contracts.Genre.GenrePosterior;

namespace MediaAnalytics.Grains.Genre;

/// <summary>Hands decoded tracks to the silo's engine, which batches them off the grain scheduler. Reentrant: it only awaits.</summary>
[Reentrant, AcceleratorPlacement]
internal sealed class GenreGrain(IGenreEngine engine, IArtifactStore artifacts) : Grain, IGenreGrain
{
    public async Task<GenreOutcome> ScoreAsync(string artifact)
    {
        await using Stream? stream = await artifacts.OpenReadAsync(artifact);
        if (stream is null)
            return new(null, "genre.noSpectrogram", $"The decoded track {artifact} is missing from the artifact store; import the MV again", true);

        try
        {
            LogMelTrack track = LogMelTrackFormat.Read(stream);
            GenreScore score = await engine.ScoreAsync(track, CancellationToken.None);
            return new(new GenrePosterior(engine.Model.Version, [.. engine.Model.Labels], [.. score.PartsPerMillion]));
        }
        catch (GenreEngineBusyException busy)
        {
            return new(null, "genre.busy", busy.Message, Retryable: true);
        }
        catch (GenreContractException other)
        {
            return new(null, "genre.contract", other.Message);
        }
    }
}
