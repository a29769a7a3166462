namespace MediaAnalytics.Silo.DataSets;

/// <summary>The tracks that a data set names, in order, and what its user should know of it.</summary>
internal sealed record TrackListing(IReadOnlyList<ListedTrack> Tracks, IReadOnlyList<string> Notes);
