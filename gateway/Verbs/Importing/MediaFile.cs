namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>What became of a media file: a line of the media map.</summary>
/// <param name="Path">As the catalogue names it.</param>
/// <param name="Sha256">Hash of its bytes, once the server has it.</param>
/// <param name="Problem">Why the server does not have it.</param>
internal sealed record MediaFile(string Path, string? Sha256, string? Problem);
