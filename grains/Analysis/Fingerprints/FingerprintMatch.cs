namespace MediaAnalytics.Analysis.Fingerprints;

/// <summary>One clip of an index that holds the recording asked for.</summary>
/// <param name="Clip">The clip's number in the index.</param>
/// <param name="Shift">Frames by which the recording lies later in it than in the clip asked for.</param>
/// <param name="ErrorRate">Share of the bits that differ.</param>
public sealed record FingerprintMatch(int Clip, int Shift, double ErrorRate);
