using MediaAnalytics.Analysis.Fingerprints;

namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>Finds recordings on both sides of a split by fingerprint.</summary>
internal static class SharedRecordings
{
    /// <summary>Every pair, in the order of the judged and then of the learnt.</summary>
    public static List<SharedRecording> Find(IReadOnlyList<GenreTrack> learnt, IReadOnlyList<GenreTrack> judged)
    {
        if (judged.Count == 0) return [];
        var clips = learnt.SelectMany((track, i) => Prints(track).Select(print => (Track: i, Print: print))).ToList();
        var index = new FingerprintIndex(clips.ConvertAll(c => c.Print));
        return
        [
            .. judged.SelectMany(track => Prints(track).SelectMany(index.Find).GroupBy(match => clips[match.Clip].Track).OrderBy(group => group.Key)
                .Select(group => new SharedRecording(learnt[group.Key], track, group.Min(match => match.ErrorRate)))),
        ];
    }

    private static IEnumerable<SoundFingerprint> Prints(GenreTrack track) => track.Sound.Clips.Select(clip => SoundFingerprint.Of(clip.Span, track.Sound.MelBands, track.Sound.Frames));
}
