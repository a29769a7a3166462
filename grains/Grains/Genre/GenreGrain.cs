using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.Artifacts;
using Orleans.Concurrency;
using GenrePosterior = MediaAnalytics.Contracts.Genre.GenrePosterior;

namespace MediaAnalytics.Grains.Genre;

/// <summary>Hands decoded tracks to the silo's engine, which batches them off the grain scheduler. Reentrant: it only awaits.</summary>
[Reentrant, OnAccelerator]
internal sealed class GenreGrain(IGenreEngine engine, IArtifactStore artifacts, AcceleratorChoice choice) : Grain, IGenreGrain
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(5);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // A silo that joins gets its share of the fronts, and one with a better accelerator all of them.
        this.RegisterGrainTimer(MoveAsync, new GrainTimerCreationOptions(LooksEvery, LooksEvery) { Interleave = true });
        return Task.CompletedTask;
    }

    public async Task<GenreOutcome> ScoreAsync(string artifact)
    {
        await using Stream? stream = await artifacts.OpenReadAsync(artifact);
        if (stream is null)
            return new(null, GenreFronts.NoSpectrogram, $"The decoded track {artifact} is missing; the media is decoded again", Retryable: true);

        try
        {
            LogMelTrack track = await Task.Run(() => LogMelTrackFormat.Read(stream));
            GenreScore score = await engine.ScoreAsync(track, CancellationToken.None);
            return new(new GenrePosterior(engine.Model.Version, [.. engine.Model.Labels], [.. score.PartsPerMillion]));
        }
        catch (GenreEngineBusyException busy)
        {
            return new(null, GenreFronts.Busy, busy.Message, Retryable: true);
        }
        catch (InvalidDataException damaged)
        {
            return new(null, GenreFronts.NoSpectrogram, $"The decoded track {artifact} is damaged ({damaged.Message}); the media is decoded again", true);
        }
        catch (GenreContractException other)
        {
            return new(null, "genre.contract", other.Message);
        }
    }

    private Task MoveAsync(CancellationToken cancellation)
    {
        if (!choice.IsHere(this.GetGrainId()))
            DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
