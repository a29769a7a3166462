using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Decoding;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Genre;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>
/// Scores a recognised MV anew by a newer model. Its record stays as it is, and with it the MV's place in every figure, until the new posterior replaces the old
/// one in a single step. For the grain's own turns.
/// </summary>
internal sealed partial class MvRescoring(MvLedger ledger, StageCalls stages, ILogger logger)
{
    /// <inheritdoc cref="IMvGrain.RescoreAsync"/>
    public async Task<RescoreOutcome> RunAsync(string version, long sequence)
    {
        if (Settled(ledger.Record) is { } settled)
            return settled;

        MvRecord record = ledger.Record!;
        if (record.Posterior!.Model == version || ledger.State.PosteriorSequence > sequence)
            return await NoteAsync(version, sequence);

        string media = record.Entry.MediaHash!;
        GenreOutcome scored = await ScoreAsync(media, sequence);
        if (scored.Posterior is not null)
            return await ReplaceAsync(media, scored);
        if (StageCalls.Waits(scored.Code))
            return RescoreOutcome.Waits;

        LogFailed(record.Entry.Id, version, scored.Code!, scored.Message!);
        return RescoreOutcome.Failed;
    }

    /// <summary>What comes of a record that has no posterior to replace; null where it has one.</summary>
    private static RescoreOutcome? Settled(MvRecord? record) =>
        record is null or { WithdrawnAt: not null } or { Entry.MediaHash: null } or { Stage: MvStage.Failed } ? RescoreOutcome.Nothing
        : record.Stage != MvStage.Classified || record.Posterior is null ? RescoreOutcome.UnderWay
        : null;

    private async Task<GenreOutcome> ScoreAsync(string media, long sequence)
    {
        if (ledger.State.Artifact is { } artifact
            && await stages.ScoreAsync(media, artifact, GenrePriority.Low, sequence) is { Code: not GenreFronts.NoSpectrogram } scored)
            return scored;

        // The decoded track is gone: it is made again, which answers at once where another MV of the same media had it made.
        DecodeOutcome decoded = await stages.DecodeAsync(media);
        return decoded.Artifact is { } again
            ? await stages.ScoreAsync(media, again, GenrePriority.Low, sequence)
            : new(null, decoded.Code, decoded.Message, decoded.Retryable);
    }

    /// <summary>Stores the new posterior, unless the record has changed or a newer model's stands there meanwhile.</summary>
    private Task<RescoreOutcome> ReplaceAsync(string media, GenreOutcome scored) => ledger.ChangeAsync(async () =>
    {
        MvRecord current = ledger.State.Record!;
        if (Settled(current) is { } settled)
            return settled;
        if (current.Entry.MediaHash != media)
            return RescoreOutcome.UnderWay;
        if (scored.Sequence < ledger.State.PosteriorSequence || current.Posterior!.Model == scored.Posterior!.Model)
            return RescoreOutcome.UpToDate;

        ledger.State.PosteriorSequence = scored.Sequence;
        await ledger.StoreAsync(current with { Posterior = scored.Posterior, PosteriorMedia = media });
        return RescoreOutcome.Scored;
    });

    /// <summary>The posterior is the model's already, from an earlier order: notes the newer one, so that no result of one in between replaces it.</summary>
    private Task<RescoreOutcome> NoteAsync(string version, long sequence) => ledger.ChangeAsync(async () =>
    {
        if (ledger.State.Record?.Posterior?.Model == version && ledger.State.PosteriorSequence < sequence)
        {
            ledger.State.PosteriorSequence = sequence;
            await ledger.WriteAsync();
        }

        return RescoreOutcome.UpToDate;
    });

    [LoggerMessage(Level = LogLevel.Warning, Message = "MV {Mv} could not be scored anew by model {Model}: {Code} {Reason}; it keeps its posterior")]
    private partial void LogFailed(string mv, string model, string code, string reason);
}
