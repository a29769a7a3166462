namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>The media of an import, counted.</summary>
/// <param name="Files">Files that the catalogue names.</param>
/// <param name="Uploaded">Files sent.</param>
/// <param name="Present">Files that the server had already.</param>
/// <param name="Failed">Files that could not be uploaded.</param>
/// <param name="Bytes">Bytes sent.</param>
internal sealed record MediaTotals(int Files, int Uploaded, int Present, int Failed, long Bytes);
