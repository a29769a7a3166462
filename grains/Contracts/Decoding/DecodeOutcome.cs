namespace MediaAnalytics.Contracts.Decoding;

/// <summary>Where a decoded track lies, or why there is none.</summary>
/// <param name="Artifact">Key in the artifact store; null where it failed.</param>
/// <param name="Seconds">Seconds of sound.</param>
/// <param name="Code">Null where it succeeded, else e.g. <c>media.noSound</c>.</param>
/// <param name="Message">What happened and what to do.</param>
/// <param name="Retryable">Whether trying again may help.</param>
[GenerateSerializer, Immutable, Alias("ma.DecodeOutcome")]
public sealed record DecodeOutcome(
    [property: Id(0)] string? Artifact,
    [property: Id(1)] double Seconds,
    [property: Id(2)] string? Code = null,
    [property: Id(3)] string? Message = null,
    [property: Id(4)] bool Retryable = false);
