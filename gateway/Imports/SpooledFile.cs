namespace MediaAnalytics.Gateway.Imports;

/// <summary>An uploaded file in the artifact store.</summary>
/// <param name="Key">Where it lies.</param>
/// <param name="Sha256">Hash of its bytes, lower-case hex.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record SpooledFile(string Key, string Sha256, long Bytes);
