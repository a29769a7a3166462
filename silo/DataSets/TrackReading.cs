using MediaAnalytics.Grains.Decoding;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>One track of a data set, or why it could not be read.</summary>
internal sealed record TrackReading(string Name, GenreTrack? Track, MediaError? Error);
