using MediaAnalytics.Contracts.Decoding;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Genre;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>
/// Asks the grains that do a stage's work. Whatever goes wrong comes back as an outcome, so that it ends in the MV's record. Safe to call from any thread.
/// </summary>
internal sealed partial class StageCalls(IGrainFactory grains, ILogger<StageCalls> logger)
{
    /// <summary>Code of an unforeseen error.</summary>
    public const string Failed = "stage.failed";

    /// <summary>Decodes a media file, named by its hash.</summary>
    public async Task<DecodeOutcome> DecodeAsync(string media)
    {
        try
        {
            return await grains.GetGrain<IDecoderGrain>(media).DecodeAsync();
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogThrew(failed, "Decoding", media);
            return new(null, 0, Failed, failed.Message, Retryable: true);
        }
    }

    /// <summary>Scores the decoded track of a media file.</summary>
    public async Task<GenreOutcome> ScoreAsync(string media, string artifact)
    {
        try
        {
            return await grains.GetGrain<IGenreGrain>(GenreFronts.Of(media)).ScoreAsync(artifact);
        }
        catch (OrleansException unplaced) when (unplaced.Message.Contains("No active nodes are compatible", StringComparison.Ordinal))
        {
            return new(null, GenreFronts.NoAccelerator, "No silo with an accelerator is up; the work waits for one", Retryable: true);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogThrew(failed, "Classifying", media);
            return new(null, Failed, failed.Message, Retryable: true);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Stage} of media {Media} ended in an unforeseen error")]
    private partial void LogThrew(Exception exception, string stage, string media);
}
