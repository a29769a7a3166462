using System.Diagnostics;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Contracts.Decoding;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage.Artifacts;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>
/// Decodes one media file. Not reentrant: a second call waits for the first, then finds its artifact. After a failure that may be of this silo the grain moves to
/// another, where there is one.
/// </summary>
[RunsOn(SiloRoles.Decode), InTurn]
internal sealed partial class DecoderGrain(
    MediaToLogMel decoder,
    DecodeSlots slots,
    OtherSilos others,
    IArtifactStore artifacts,
    WorkflowMetrics metrics,
    TimeProvider time,
    ILogger<DecoderGrain> logger) : Grain, IDecoderGrain
{
    public async Task<DecodeOutcome> DecodeAsync()
    {
        bool stays = false;
        try
        {
            DecodeOutcome outcome = await FindOrDecodeAsync();
            stays = !outcome.Retryable;
            return outcome;
        }
        finally
        {
            if (!stays)
                MoveAway();
        }
    }

    /// <summary>Once idle. To end it here would not do: those that know where it was would have it begin here again.</summary>
    private void MoveAway()
    {
        if (others.Next(SiloRoles.Decode) is not { } silo)
            return;

        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo);
        this.MigrateOnIdle();
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
    }

    private async Task<DecodeOutcome> FindOrDecodeAsync()
    {
        string media = this.GetPrimaryKeyString();
        if (!ArtifactKeys.IsSha256(media))
            return new(null, 0, "media.hash", $"'{media}' is not a SHA-256 in lower-case hex");

        string key = ArtifactKeys.LogMel(media, decoder.ContractId);
        if (await FinishedAsync(key) is { } seconds)
            return new(key, seconds);

        using Activity? activity = WorkTracing.Decode(media);
        long asked = time.GetTimestamp();
        DecodeOutcome outcome = await slots.RunAsync(() => DecodeInSlotAsync(media, key, activity, asked)) ?? NoSlot;
        activity.Decoded(outcome.Seconds, outcome.Code);
        return outcome;
    }

    private static DecodeOutcome NoSlot =>
        new(null, 0, DecodeSlots.Busy, $"The silo had other files to decode for {DecodeSlots.Patience.TotalMinutes} minutes; the work waits", Retryable: true);

    /// <summary>Fetches the media only now: those that wait for a slot keep nothing in the local cache.</summary>
    private async Task<DecodeOutcome> DecodeInSlotAsync(string media, string key, Activity? activity, long asked)
    {
        long entered = time.GetTimestamp();
        activity.GotSlot(time.GetElapsedTime(asked, entered));
        await using ILocalFileLease? file = await artifacts.LeaseLocalFileAsync(ArtifactKeys.Media(media));
        if (file is null)
            return new(null, 0, MediaErrorCodes.Missing, "The media has not been uploaded. Import the catalogue again with --media");

        long started = time.GetTimestamp();
        activity.Fetched(time.GetElapsedTime(entered, started));
        MediaDecoding decoding = await decoder.DecodeAsync(file.Path, CancellationToken.None);
        if (decoding.Track is not { } track)
            return new(null, 0, decoding.Error!.Code, decoding.Error.Message, decoding.Error.Retryable);

        await artifacts.WriteAsync(key, (stream, cancellation) => Task.Run(() => LogMelTrackFormat.Write(track, stream), cancellation));
        metrics.Decoded(time.GetElapsedTime(started), track.Seconds);
        return new(key, track.Seconds);
    }

    /// <summary>Seconds of sound of a finished decode; null where there is none, or a damaged one.</summary>
    private async Task<double?> FinishedAsync(string key)
    {
        await using Stream? stream = await artifacts.OpenReadAsync(key);
        if (stream is null)
            return null;
        try
        {
            return await Task.Run(() => LogMelTrackFormat.Read(stream).Seconds);
        }
        catch (InvalidDataException damaged)
        {
            LogDamaged(damaged, key);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The decoded track {Key} is damaged and is decoded again")]
    private partial void LogDamaged(Exception exception, string key);
}
