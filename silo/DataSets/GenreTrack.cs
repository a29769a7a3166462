using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>One track of a data set: its name, stated genre, split and artist group (empty where not given), and its log-mels.</summary>
internal sealed record GenreTrack(string Name, string Genre, string Split, string ArtistGroup, LogMelTrack Sound);
