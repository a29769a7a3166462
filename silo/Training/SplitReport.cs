using System.Globalization;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;

namespace MediaAnalytics.Silo.Training;

/// <summary>What is said of a split before a figure on it is.</summary>
internal static class SplitReport
{
    private const int MostPairs = 10;

    /// <summary>The lines, in order; a warning is about a figure that will not hold.</summary>
    public static IEnumerable<(bool Warning, string Text)> Lines(Splitter splitter, TrainingSplit split)
    {
        yield return (false, $"split by {splitter.Name}: {split.Train.Count} tracks to learn from, {split.Valid.Count} to judge by while training (valid), {split.Test.Count} to judge by at the end (test), {split.Unused} on no side");
        yield return (false, $"left out of learning: {split.SameSound} of a sound judged or had already, {split.SameArtist} of an artist judged, {split.SameRecording} of a recording judged (by fingerprint), {split.TwoGenres} of two genres");
        var others = split.Shared.Where(s => s.Learnt.SoundHash != s.Judged.SoundHash).ToArray();
        foreach (var pair in others.Take(MostPairs))
            yield return (false, string.Create(CultureInfo.InvariantCulture, $"same recording: {pair.Learnt.Name} as judged {pair.Judged.Name} ({pair.ErrorRate:P1} of the fingerprint differs){(splitter.KeepsLeaks ? "" : ", left out")}"));
        if (others.Length > MostPairs) yield return (false, $"same recording: {others.Length - MostPairs} more pairs");
        if (splitter.KeepsLeaks) yield return (true, "leaky: artists on both sides. Figures on this split are too good; --split artist gives ones that hold");
        foreach (var (name, judged) in new[] { ("valid", split.Valid), ("test", split.Test) })
        {
            if (judged.Count == 0) continue;
            int again = judged.Count - judged.Select(t => t.SoundHash).Distinct().Count();
            if (again > 0) yield return (true, $"judged twice: {again} of {judged.Count} tracks ({name}) have the very sound of another; each counts");
            foreach (var line in Leaks(name, split.LeakageOf(judged), splitter.PartsArtists)) yield return line;
            foreach (var line in Genres(name, split.Train, judged)) yield return line;
        }

        int inBoth = split.Test.Count(t => split.Valid.Any(v => v.SoundHash == t.SoundHash));
        if (inBoth > 0) yield return (true, $"in valid and test: {inBoth} of {split.Test.Count} test tracks have the very sound of one by which the training was judged");
    }

    /// <summary>Leakage in one line; <paramref name="part"/> names the judged tracks.</summary>
    public static string Summary(string part, Leakage leakage) => leakage.Any
        ? $"leakage: of {leakage.Judged} judged tracks ({part}) {leakage.SameArtist} share an artist with what was learnt from, {leakage.SameSound} the very sound, {leakage.SameRecording} the recording; the figure is too good{Unknown(leakage)}"
        : $"leakage: none found for {leakage.Judged} judged tracks ({part}){Unknown(leakage)}";

    private static string Unknown(Leakage leakage) =>
        leakage.UnknownArtist + leakage.UnknownLearnt == 0 ? "" : $"; the artist of {leakage.UnknownArtist} of these and of {leakage.UnknownLearnt} of {leakage.Learnt} learnt from is unknown";

    private static IEnumerable<(bool Warning, string Text)> Leaks(string part, Leakage leakage, bool artistsAreParted)
    {
        foreach (var (count, what) in new[]
        {
            (leakage.SameArtist, "share an artist with what is learnt from"), (leakage.SameSound, "are learnt from as well (the very sound)"),
            (leakage.SameRecording, "are of a recording that is learnt from (by fingerprint)"),
        })
        {
            if (count > 0) yield return (true, $"leak: {count} of {leakage.Judged} judged tracks ({part}) {what}; the figure below is too good");
        }

        if (!leakage.Any) yield return (false, Summary(part, leakage));
        if (!leakage.HidesArtists) yield break;
        yield return artistsAreParted
            ? (false, $"artists ({part}) are not compared, for many are not known: the published lists part them")
            : (true, $"the artist of {leakage.UnknownArtist} of {leakage.Judged} judged tracks ({part}) and of {leakage.UnknownLearnt} of {leakage.Learnt} learnt from is not known, so artists may be on both sides and the figure too good: name them with --artists, or in the index's artist column");
    }

    private static IEnumerable<(bool Warning, string Text)> Genres(string part, IReadOnlyList<GenreTrack> learnt, IReadOnlyList<GenreTrack> judged)
    {
        string[] train = [.. learnt.Select(t => t.Genre).Distinct()], tested = [.. judged.Select(t => t.Genre).Distinct()];
        string[] unlearnt = [.. tested.Except(train).Order(StringComparer.Ordinal)], unjudged = [.. train.Except(tested).Order(StringComparer.Ordinal)];
        if (unlearnt.Length > 0) yield return (true, $"judged ({part}) but not learnt: {string.Join(", ", unlearnt)}");
        if (unjudged.Length > 0) yield return (true, $"learnt but not judged ({part}): {string.Join(", ", unjudged)}; too few tracks or artists to divide");
    }
}
