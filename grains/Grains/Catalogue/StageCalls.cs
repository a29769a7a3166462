using MediaAnalytics.Contracts.Decoding;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Decoding;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>
/// Asks the grains that do a stage's work. Whatever goes wrong comes back as an outcome, so that it ends in the MV's record. Safe to call from any thread.
/// </summary>
internal sealed partial class StageCalls(
    IGrainFactory grains, AcceleratorChoice accelerators, IEventLog log, IHostApplicationLifetime host, TimeProvider time, ILogger<StageCalls> logger)
{
    /// <summary>So long an answer about an MV's views is waited for: they only decide on the order.</summary>
    private static readonly TimeSpan PriorityPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>Code of an unforeseen error.</summary>
    public const string Failed = "stage.failed";

    /// <summary>Code of the outcome when the silo at work, or every silo with the role, is gone or does not answer: the work waits.</summary>
    public const string SiloGone = "stage.siloGone";

    /// <summary>Code of the outcome when a silo was lost with a decode on it: the work waits, and is counted, since the media may be why.</summary>
    public const string SiloLost = "decode.siloLost";

    /// <summary>Code of the outcome when a store was away from the silo at work: the work waits.</summary>
    public const string StoreAway = "stage.storeAway";

    private const string SiloGoneMessage = "The silo that did this is gone or does not answer; the work waits, and another does it";

    /// <summary>Whether a code means waiting, which is not counted as an attempt, rather than failing.</summary>
    public static bool Waits(string? code) => code is SiloGone or SiloLost or StoreAway or DecodeSlots.Busy || GenreFronts.Waits(code);

    /// <summary>Decodes a media file, named by its hash.</summary>
    public async Task<DecodeOutcome> DecodeAsync(string media)
    {
        try
        {
            return await grains.GetGrain<IDecoderGrain>(media).DecodeAsync();
        }
        catch (SiloUnavailableException lost) when (!host.ApplicationStopping.IsCancellationRequested)
        {
            LogSiloGone(lost, "Decoding", media);
            return new(null, 0, SiloLost, "The silo that decoded this was lost meanwhile; another does it", Retryable: true);
        }
        catch (Exception failed)
        {
            (string code, string message) = Meaning(failed, "Decoding", media);
            return new(null, 0, code, message, Retryable: true);
        }
    }

    /// <summary>Whether a silo is up that may recognise a media file.</summary>
    public bool CanClassify(string media) => accelerators.For(media) is not null;

    /// <summary>Scores an MV's decoded track, as urgently as its views move; nobody is asked for that while no silo can.</summary>
    public async Task<GenreOutcome> ClassifyAsync(string mv, string media, string artifact) =>
        await ScoreAsync(media, artifact, CanClassify(media) ? await PriorityAsync(mv) : GenrePriority.Normal);

    /// <summary>How urgent it is to recognise an MV, by how its views move; normal where its partition does not say at once.</summary>
    private async Task<GenrePriority> PriorityAsync(string mv)
    {
        try
        {
            IPartitionGrain partition = grains.GetGrain<IPartitionGrain>(Partitioning.Of(mv, log.Partitions));
            return ViewAcceleration.Priority(await partition.CountersAsync(mv).WaitAsync(PriorityPatience, time), time.GetUtcNow());
        }
        catch (Exception failed)
        {
            LogNoPriority(failed, mv);
            return GenrePriority.Normal;
        }
    }

    /// <summary>Scores the decoded track of a media file with a model that serves under order <paramref name="atLeast"/> or a newer one.</summary>
    public async Task<GenreOutcome> ScoreAsync(string media, string artifact, GenrePriority priority, long atLeast = 0)
    {
        if (accelerators.For(media) is not { } silo)
            return new(null, GenreFronts.NoAccelerator, "No silo with an accelerator is up; the work waits for one", Retryable: true);

        try
        {
            return await grains.GetGrain<IGenreGrain>(GenreFronts.Of(silo)).ScoreAsync(artifact, priority, atLeast);
        }
        catch (Exception failed)
        {
            (string code, string message) = Meaning(failed, "Classifying", media);
            return new(null, code, message, Retryable: true);
        }
    }

    /// <summary>What a call's failure means for its work.</summary>
    private (string Code, string Message) Meaning(Exception failed, string stage, string media)
    {
        if (StorageUnavailableException.In(failed) is { } away)
        {
            LogStoreAway(failed, stage, media);
            return (StoreAway, $"The work waits for a store: {away.Message}");
        }

        // Nobody cancels these calls: a cancellation is of a silo that stops.
        if (failed is OrleansException or TimeoutException or OperationCanceledException)
        {
            LogSiloGone(failed, stage, media);
            return (SiloGone, SiloGoneMessage);
        }

        LogThrew(failed, stage, media);
        return (Failed, failed.Message);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of media {Media} met a silo that is gone; it is tried again")]
    private partial void LogSiloGone(Exception exception, string stage, string media);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of media {Media} met a store that is away; it is tried again")]
    private partial void LogStoreAway(Exception exception, string stage, string media);

    [LoggerMessage(Level = LogLevel.Debug, Message = "How the views of MV {Mv} move is not known; it is recognised in its turn")]
    private partial void LogNoPriority(Exception exception, string mv);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Stage} of media {Media} ended in an unforeseen error")]
    private partial void LogThrew(Exception exception, string stage, string media);
}
