using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>
/// A series as it grew, entry by entry of the log: which entries changed what was known before. A late reading is folded from a walk kept shortly before it
/// up to where the series goes on as it did. One thread at a time.
/// </summary>
internal sealed class SeriesTimeline(string platform, string source)
{
    private const int KeepEvery = 64;
    private readonly SeriesHistory history = new();
    private readonly List<long> bornAt = [];
    private readonly List<long> keptAt = [];
    private readonly List<SeriesWalk> kept = [];
    private readonly SeriesFindings asWas = new(), asIs = new();
    private SeriesWalk newest = new();
    private long entry, newestBefore;

    public string Source { get; } = source;

    /// <summary>Counters ever reported, as a mask.</summary>
    public int Reported { get; private set; }

    /// <summary>In log order.</summary>
    public List<Restatement> Restatements { get; } = [];

    /// <summary>What was found; set by <see cref="Fold"/>.</summary>
    public SeriesFindings Findings { get; } = new();

    /// <summary>Adds the next reading of the log.</summary>
    /// <returns>What that did, and whether a newer one had come in an earlier entry.</returns>
    public (AddOutcome Outcome, bool Late) Add(long offset, long at, in SixLongs values, EpochTable epochs)
    {
        if (offset != entry)
            (entry, newestBefore) = (offset, history.NewestAt);
        bool late = at < newestBefore, follows = at > history.NewestAt;
        int place = history.PlaceOf(at);
        SixLongs? known = place < history.Count && history.At(place) == at ? history.Values(place) : null;
        AddOutcome outcome = history.Add(at, in values);
        for (int counter = 0; counter < Counters.Count; counter++)
            Reported |= values[counter] != Counters.Absent ? 1 << counter : 0;
        if (known is null)
            bornAt.Insert(place, offset);

        if (follows)
            Append(at, in values, epochs);
        else if (outcome != AddOutcome.Duplicate)
            Compare(at, known, epochs, epochs, grows: known is null && !late);
        return (outcome, late);
    }

    /// <summary>An epoch was declared.</summary>
    public void Declare(long offset, long at, EpochTable before, EpochTable after)
    {
        if (history.NewestAt < at)
            return;
        (entry, newestBefore) = (offset, history.NewestAt);
        int place = history.PlaceOf(at);
        Compare(at, history.At(place) == at ? history.Values(place) : null, before, after, grows: false);
    }

    /// <summary>Another source took precedence for a counter: all that was found of it counts no longer.</summary>
    public IEnumerable<Restatement> Superseded(int counter, long offset) => Enumerable.Range(0, history.Count)
        .Where(place => bornAt[place] != offset && history.Values(place)[counter] != Counters.Absent)
        .Select(place => new Restatement(history.At(place), 1 << counter, offset, history.At(place), false));

    /// <summary>Folds the whole series.</summary>
    public void Fold(EpochTable epochs)
    {
        var walk = new SeriesWalk();
        for (int place = 0; place < history.Count; place++)
            walk.Follow(platform, history.At(place), history.Values(place), epochs, Findings);
        walk.Provide(Findings);
    }

    private void Append(long at, in SixLongs values, EpochTable epochs)
    {
        asIs.Clear();
        newest.Follow(platform, at, values, epochs, asIs);
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            // A held fall was decided.
            if (asIs[counter] is [var decided, ..] && decided.At != at)
                Restate(decided.At, counter, at, grows: true);
        }

        if (history.Count % KeepEvery == 0)
            Keep(at, newest);
    }

    /// <summary>Folds what a change concerns twice, as it was and as it is.</summary>
    /// <param name="at">The instant from which on something changed.</param>
    /// <param name="known">The reading there before; null where there was none.</param>
    /// <param name="before">The epochs before.</param>
    /// <param name="after">The epochs after.</param>
    /// <param name="grows">See <see cref="Restatement.Grows"/>.</param>
    private void Compare(long at, SixLongs? known, EpochTable before, EpochTable after, bool grows)
    {
        asWas.Clear();
        asIs.Clear();
        int found = keptAt.BinarySearch(at), start = (found >= 0 ? found : ~found) - 1;
        SeriesWalk old = start >= 0 ? kept[start].Copy() : new(), now = old.Copy();
        bool same = false;
        int first = start >= 0 ? history.PlaceOf(keptAt[start]) + 1 : 0;
        for (int place = first; place < history.Count && !same; place++)
        {
            (long next, SixLongs values) = (history.At(place), history.Values(place));
            if (next != at) old.Follow(platform, next, values, before, asWas);
            else if (known is { } stood) old.Follow(platform, next, stood, before, asWas);
            now.Follow(platform, next, values, after, asIs);
            same = next >= at && old.GoesOnLike(now);
            if (keptAt.BinarySearch(next) >= 0 || (place + 1 - first) % KeepEvery == 0)
                Keep(next, now);
        }

        if (!same)
            newest = now;
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            foreach (long changed in asWas.Differences(asIs, counter))
                Restate(changed, counter, at, grows);
        }
    }

    private void Restate(long at, int counter, long by, bool grows)
    {
        // What came with the same entry was never said otherwise, except in a place that was passed before.
        if (bornAt[history.PlaceOf(at)] != entry || at < newestBefore)
            Restatements.Add(new(at, 1 << counter, entry, by, grows));
    }

    private void Keep(long at, SeriesWalk walk)
    {
        int place = keptAt.BinarySearch(at);
        if (place >= 0)
        {
            kept[place] = walk.Copy();
            return;
        }

        keptAt.Insert(~place, at);
        kept.Insert(~place, walk.Copy());
    }
}
