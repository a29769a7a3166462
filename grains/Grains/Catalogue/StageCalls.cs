using MediaAnalytics.Contracts.Decoding;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Placement;
using MediaAnalytics.Storage.EventLog;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>
/// Asks the grains that do a stage's work. Whatever goes wrong comes back as an outcome, so that it ends in the MV's record. Safe to call from any thread.
/// </summary>
internal sealed partial class StageCalls(
    IGrainFactory grains, AcceleratorChoice accelerators, IEventLog log, TimeProvider time, ILogger<StageCalls> logger)
{
    /// <summary>So long an answer about an MV's views is waited for: they only decide on the order.</summary>
    private static readonly TimeSpan PriorityPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>Code of an unforeseen error.</summary>
    public const string Failed = "stage.failed";

    /// <summary>Code of the outcome when the silo at work, or every silo with the role, is gone or does not answer: the work waits.</summary>
    public const string SiloGone = "stage.siloGone";

    private const string SiloGoneMessage = "The silo that did this is gone or does not answer; the work waits, and another does it";

    /// <summary>Whether a code means waiting, which is never given up, rather than failing.</summary>
    public static bool Waits(string? code) => code == SiloGone || GenreFronts.Waits(code);

    /// <summary>Decodes a media file, named by its hash.</summary>
    public async Task<DecodeOutcome> DecodeAsync(string media)
    {
        try
        {
            return await grains.GetGrain<IDecoderGrain>(media).DecodeAsync();
        }
        catch (Exception gone) when (IsOfASilo(gone))
        {
            LogSiloGone(gone, "Decoding", media);
            return new(null, 0, SiloGone, SiloGoneMessage, Retryable: true);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogThrew(failed, "Decoding", media);
            return new(null, 0, Failed, failed.Message, Retryable: true);
        }
    }

    /// <summary>How urgent it is to recognise an MV, by how its views move; normal where its partition does not say at once.</summary>
    public async Task<GenrePriority> PriorityAsync(string mv)
    {
        try
        {
            IPartitionGrain partition = grains.GetGrain<IPartitionGrain>(Partitioning.Of(mv, log.Partitions));
            return ViewAcceleration.Priority(await partition.CountersAsync(mv).WaitAsync(PriorityPatience, time), time.GetUtcNow());
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
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
        catch (Exception gone) when (IsOfASilo(gone))
        {
            LogSiloGone(gone, "Classifying", media);
            return new(null, SiloGone, SiloGoneMessage, Retryable: true);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogThrew(failed, "Classifying", media);
            return new(null, Failed, failed.Message, Retryable: true);
        }
    }

    /// <summary>Whether a failure is of the cluster and not of the work.</summary>
    private static bool IsOfASilo(Exception failed) => failed is OrleansException or TimeoutException;

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Stage} of media {Media} met a silo that is gone; it is tried again")]
    private partial void LogSiloGone(Exception exception, string stage, string media);

    [LoggerMessage(Level = LogLevel.Debug, Message = "How the views of MV {Mv} move is not known; it is recognised in its turn")]
    private partial void LogNoPriority(Exception exception, string mv);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Stage} of media {Media} ended in an unforeseen error")]
    private partial void LogThrew(Exception exception, string stage, string media);
}
