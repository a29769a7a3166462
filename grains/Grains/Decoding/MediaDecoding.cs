using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>What decoding came to: exactly one of the two is there.</summary>
/// <param name="Track">The sound's log-mels.</param>
/// <param name="Error">Why there are none.</param>
public sealed record MediaDecoding(LogMelTrack? Track, MediaError? Error)
{
    internal static MediaDecoding Of(LogMelTrack track) => new(track, null);

    internal static MediaDecoding Fail(string code, string message) => new(null, new MediaError(code, message, code.StartsWith("decoder.", StringComparison.Ordinal)));
}
