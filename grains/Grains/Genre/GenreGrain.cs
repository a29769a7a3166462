using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Genre.Serving;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.Artifacts;
using Orleans.Concurrency;
using GenrePosterior = MediaAnalytics.Contracts.Genre.GenrePosterior;

namespace MediaAnalytics.Grains.Genre;

/// <summary>Hands decoded tracks to the silo's engine, which batches them off the grain scheduler. Reentrant: it only awaits.</summary>
[Reentrant, OnAccelerator]
internal sealed class GenreGrain(IGenreEngine engine, ModelWatch serving, IArtifactStore artifacts) : Grain, IGenreGrain
{
    public async Task<GenreOutcome> ScoreAsync(string artifact, GenrePriority priority, long atLeast)
    {
        if (!await serving.IsKnownAsync() || engine.Model.Sequence < atLeast)
            return OlderModel;

        await using Stream? stream = await artifacts.OpenReadAsync(artifact);
        if (stream is null)
            return NoSpectrogram(artifact, "is missing");

        try
        {
            LogMelTrack track = await Task.Run(() => LogMelTrackFormat.Read(stream));
            (GenreScore score, GenreModel model) = await engine.ScoreAsync(track, Urgency(priority), CancellationToken.None);
            return new(new GenrePosterior(model.Version, [.. model.Labels], [.. score.PartsPerMillion]), Sequence: model.Sequence);
        }
        catch (GenreEngineBusyException busy)
        {
            return new(null, GenreFronts.Busy, busy.Message, Retryable: true);
        }
        catch (InvalidDataException damaged)
        {
            return NoSpectrogram(artifact, $"is damaged ({damaged.Message})");
        }
        catch (GenreContractException other)
        {
            return NoSpectrogram(artifact, $"is of another version of this program ({other.Message})");
        }
        catch (OperationCanceledException)
        {
            return new(null, GenreFronts.Stopping, "The accelerator's silo stops; the work waits for another", Retryable: true);
        }
    }

    private static GenreOutcome NoSpectrogram(string artifact, string what) =>
        new(null, GenreFronts.NoSpectrogram, $"The decoded track {artifact} {what}; the media is decoded again", Retryable: true);

    private static GenreOutcome OlderModel => new(
        null, GenreFronts.OlderModel, "The accelerator's silo has not loaded the newest model yet; the work waits for it", Retryable: true);

    private static ScorePriority Urgency(GenrePriority priority) => priority switch
    {
        GenrePriority.Low => ScorePriority.Low,
        GenrePriority.High => ScorePriority.High,
        _ => ScorePriority.Normal,
    };
}
