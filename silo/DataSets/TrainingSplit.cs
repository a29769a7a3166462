using System.Security.Cryptography;
using System.Text;
using MediaAnalytics.Silo.DataSets.Splits;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>
/// Which tracks to learn from and which to judge by. What is judged stays as it is, also where a sound is judged twice. Unless leaks are kept, a track to
/// learn from goes if its sound, its artist or its recording (by fingerprint) is also judged. In any case it goes if the same sound was taken already, or if
/// another track to learn from gives its sound another genre.
/// </summary>
/// <param name="Train">To learn from.</param>
/// <param name="Valid">To judge by while training.</param>
/// <param name="Test">To judge by once, at the end.</param>
internal sealed record TrainingSplit(IReadOnlyList<GenreTrack> Train, IReadOnlyList<GenreTrack> Valid, IReadOnlyList<GenreTrack> Test)
{
    private const int HashDigits = 16;

    /// <summary>Tracks left out since their sound is judged or was taken already.</summary>
    public int SameSound { get; private init; }

    /// <summary>Tracks left out since their artist is judged.</summary>
    public int SameArtist { get; private init; }

    /// <summary>Tracks left out since their recording is judged, by fingerprint.</summary>
    public int SameRecording { get; private init; }

    /// <summary>Tracks left out since their sound bears two genres among those to learn from.</summary>
    public int TwoGenres { get; private init; }

    /// <summary>Tracks on no side.</summary>
    public int Unused { get; private init; }

    /// <summary>Recordings on both sides as divided, whether or not they were left out then.</summary>
    public IReadOnlyList<SharedRecording> Shared { get; private init; } = [];

    /// <summary>Stands for the sounds learnt from, in whatever order: 16 hexadecimal digits.</summary>
    public string SoundsHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', Train.Select(t => t.SoundHash).Order(StringComparer.Ordinal)))))[..HashDigits];

    /// <summary>Chooses among divided tracks.</summary>
    public static TrainingSplit Choose(DividedTracks divided, bool keepLeaks)
    {
        GenreTrack[] judged = [.. divided.Valid, .. divided.Test];
        var shared = SharedRecordings.Find(divided.Train, judged);
        var sounds = judged.Select(t => t.SoundHash).ToHashSet();
        var artists = judged.Select(t => t.ArtistKey).Where(a => a.Length > 0).ToHashSet();
        var recordings = new HashSet<GenreTrack>(shared.Select(s => s.Learnt), ReferenceEqualityComparer.Instance);
        var ambiguous = divided.Train.GroupBy(t => t.SoundHash).Where(g => g.Select(t => t.Genre).Distinct().Count() > 1).Select(g => g.Key).ToHashSet();
        var train = new List<GenreTrack>();
        var taken = new HashSet<string>();
        int sameSound = 0, sameArtist = 0, sameRecording = 0, twoGenres = 0;
        foreach (var track in divided.Train)
        {
            if (!keepLeaks && sounds.Contains(track.SoundHash)) sameSound++;
            else if (!keepLeaks && artists.Contains(track.ArtistKey)) sameArtist++;
            else if (!keepLeaks && recordings.Contains(track)) sameRecording++;
            else if (ambiguous.Contains(track.SoundHash)) twoGenres++;
            else if (!taken.Add(track.SoundHash)) sameSound++;
            else train.Add(track);
        }

        return new TrainingSplit(train, divided.Valid, divided.Test)
        {
            SameSound = sameSound, SameArtist = sameArtist, SameRecording = sameRecording, TwoGenres = twoGenres, Unused = divided.Unused, Shared = shared,
        };
    }

    /// <summary>What judged tracks share with those learnt from.</summary>
    public Leakage LeakageOf(IReadOnlyList<GenreTrack> judged) => Leakage.Of(Train, judged, Shared);
}
