using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Grains.Decoding;

namespace MediaAnalytics.Silo.Recognition;

/// <summary>One file's or track's outcome: a score, or why there is none. <paramref name="Genre"/> is what the data state, empty where they state none.</summary>
internal sealed record Recognised(string Name, string Genre, GenreScore? Score, MediaError? Error);
