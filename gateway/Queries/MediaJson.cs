namespace MediaAnalytics.Gateway.Queries;

/// <summary>An MV's media file.</summary>
/// <param name="Path">As the catalogue names it.</param>
/// <param name="Sha256">Hash of its bytes; null until uploaded.</param>
/// <param name="Seconds">Seconds of sound; null until decoded.</param>
public sealed record MediaJson(string? Path, string? Sha256, double? Seconds);
