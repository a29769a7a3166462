namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>A track learnt from and a track judged that hold one recording; <paramref name="ErrorRate"/> is how much their fingerprints differ.</summary>
internal sealed record SharedRecording(GenreTrack Learnt, GenreTrack Judged, double ErrorRate);
