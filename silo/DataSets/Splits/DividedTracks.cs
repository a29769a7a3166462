namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>Tracks by side, before leaks are looked for; <paramref name="Unused"/> are on none.</summary>
internal sealed record DividedTracks(IReadOnlyList<GenreTrack> Train, IReadOnlyList<GenreTrack> Valid, IReadOnlyList<GenreTrack> Test, int Unused)
{
    /// <summary>Divides by a track's side, in order.</summary>
    public static DividedTracks By(IEnumerable<GenreTrack> tracks, Func<GenreTrack, SplitPart> part)
    {
        var sides = tracks.ToLookup(part);
        return new DividedTracks([.. sides[SplitPart.Train]], [.. sides[SplitPart.Valid]], [.. sides[SplitPart.Test]], sides[SplitPart.None].Count());
    }
}
