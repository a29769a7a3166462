namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>What judged tracks share with those learnt from. Each count but the last two is of judged tracks.</summary>
/// <param name="Judged">All of them.</param>
/// <param name="UnknownArtist">Those whose artist is not known, so that nothing can be said of it.</param>
/// <param name="SameArtist">Those whose artist is learnt from.</param>
/// <param name="SameSound">Those whose very sound is learnt from.</param>
/// <param name="SameRecording">Those of another sound whose recording is learnt from, by fingerprint.</param>
/// <param name="Learnt">Tracks learnt from.</param>
/// <param name="UnknownLearnt">Those of them whose artist is not known.</param>
internal sealed record Leakage(int Judged, int UnknownArtist, int SameArtist, int SameSound, int SameRecording, int Learnt, int UnknownLearnt)
{
    private const double MostUnknown = 0.1;

    /// <summary>Whether a figure on the judged tracks is too good.</summary>
    public bool Any => SameArtist + SameSound + SameRecording > 0;

    /// <summary>Whether so many artists are not known that a figure may well be too good.</summary>
    public bool HidesArtists => UnknownArtist > MostUnknown * Judged || UnknownLearnt > MostUnknown * Learnt;

    /// <summary>The sums over divisions, such as folds.</summary>
    public static Leakage Sum(IReadOnlyCollection<Leakage> all) => new(
        all.Sum(l => l.Judged), all.Sum(l => l.UnknownArtist), all.Sum(l => l.SameArtist), all.Sum(l => l.SameSound), all.Sum(l => l.SameRecording), all.Sum(l => l.Learnt), all.Sum(l => l.UnknownLearnt));

    /// <summary>Counts; <paramref name="shared"/> are pairs found among these and perhaps more tracks.</summary>
    public static Leakage Of(IReadOnlyList<GenreTrack> learnt, IReadOnlyList<GenreTrack> judged, IReadOnlyList<SharedRecording> shared)
    {
        var artists = learnt.Select(t => t.ArtistKey).Where(a => a.Length > 0).ToHashSet();
        var sounds = learnt.Select(t => t.SoundHash).ToHashSet();
        var kept = new HashSet<GenreTrack>(learnt, ReferenceEqualityComparer.Instance);
        var recordings = new HashSet<GenreTrack>(shared.Where(s => kept.Contains(s.Learnt)).Select(s => s.Judged), ReferenceEqualityComparer.Instance);
        return new Leakage(
            judged.Count, judged.Count(t => t.ArtistKey.Length == 0), judged.Count(t => artists.Contains(t.ArtistKey)), judged.Count(t => sounds.Contains(t.SoundHash)),
            judged.Count(t => !sounds.Contains(t.SoundHash) && recordings.Contains(t)),
            learnt.Count, learnt.Count(t => t.ArtistKey.Length == 0));
    }
}
