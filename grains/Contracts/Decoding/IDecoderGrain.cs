namespace MediaAnalytics.Contracts.Decoding;

/// <summary>Decodes one media file (key: SHA-256 of its bytes), so that a decode in flight is single by content.</summary>
[Alias("ma.IDecoderGrain")]
public interface IDecoderGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that the media's log-mel stands in the artifact store, and names it. A finished decode is not repeated.</summary>
    [ResponseTimeout("00:30:00")]
    Task<DecodeOutcome> DecodeAsync();
}
