using System.Security.Cryptography;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>
/// Which tracks to learn from and which to judge by, without leaks: what is judged stays; a track to learn from goes if its sound is also
/// judged, if its artist is, or if the same sound was taken already; sound that bears two genres goes altogether.
/// </summary>
internal sealed record TrainingSplit(IReadOnlyList<GenreTrack> Train, IReadOnlyList<GenreTrack> Valid, int SameSound, int SameArtist, int TwoGenres)
{
    public static TrainingSplit Choose(IEnumerable<GenreTrack> tracks, IReadOnlySet<string> trainSplits, IReadOnlySet<string> validSplits)
    {
        var hashed = tracks.Select(t => (Track: t, Hash: Hash(t))).ToList();
        var valid = hashed.Where(t => validSplits.Contains(t.Track.Split)).ToList();
        var judgedSound = valid.Select(t => t.Hash).ToHashSet();
        var judgedArtists = valid.Select(t => t.Track.ArtistGroup).Where(g => g.Length > 0).ToHashSet();
        var candidates = hashed.Where(t => !validSplits.Contains(t.Track.Split) && (trainSplits.Count == 0 || trainSplits.Contains(t.Track.Split))).ToList();
        var ambiguous = candidates.GroupBy(t => t.Hash).Where(g => g.Select(t => t.Track.Genre).Distinct().Count() > 1).Select(g => g.Key).ToHashSet();
        var train = new List<GenreTrack>();
        var taken = new HashSet<string>();
        int sameSound = 0, sameArtist = 0, twoGenres = 0;
        foreach (var (track, hash) in candidates)
        {
            if (judgedSound.Contains(hash)) sameSound++;
            else if (judgedArtists.Contains(track.ArtistGroup)) sameArtist++;
            else if (ambiguous.Contains(hash)) twoGenres++;
            else if (!taken.Add(hash)) sameSound++;
            else train.Add(track);
        }

        return new TrainingSplit(train, valid.Select(t => t.Track).ToList(), sameSound, sameArtist, twoGenres);
    }

    private static string Hash(GenreTrack track)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var clip in track.Sound.Clips) hash.AppendData(clip.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
