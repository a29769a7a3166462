namespace MediaAnalytics.Silo.DataSets;

/// <summary>One line of a log-mel set's index; <paramref name="Split"/> and <paramref name="ArtistGroup"/> are empty where not given.</summary>
internal sealed record LogMelRow(long Row, string Clip, string Genre, string Split, string ArtistGroup);
