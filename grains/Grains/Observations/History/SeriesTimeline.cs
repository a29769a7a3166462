using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>
/// A series as it grew, entry by entry of the log: which entries changed what was known before. A late reading is folded from a walk kept shortly before it
/// up to where the series goes on as it did, or says nothing new of what it changed. One thread at a time.
/// </summary>
internal sealed class SeriesTimeline(string platform, string source)
{
    private const int KeepEvery = 64;
    private readonly SeriesHistory history = new();
    private readonly QuietTail quiet = new();
    private readonly Dictionary<long, long> bornAt = [];
    private readonly List<long> keptAt = [];
    private readonly List<SeriesWalk> kept = [];
    private readonly SeriesFindings asWas = new(), asIs = new();
    private SeriesWalk newest = new();
    private readonly SortedDictionary<long, SixLongs?> changed = [];
    private long entry, newestBefore;
    private int sinceKept;

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
        Begin(offset, epochs);
        SixLongs? known = history.Find(at);
        AddOutcome outcome = history.Add(at, in values);
        bornAt.TryAdd(at, offset);
        if (outcome != AddOutcome.Duplicate)
        {
            changed.TryAdd(at, known);
            quiet.Add(at, history.Find(at)!.Value);
        }

        for (int counter = 0; counter < Counters.Count; counter++)
            Reported |= values[counter] != Counters.Absent ? 1 << counter : 0;
        return (outcome, at < newestBefore);
    }

    /// <summary>An epoch was declared.</summary>
    public void Declare(long offset, long at, EpochTable before, EpochTable after)
    {
        Begin(offset, before);
        if (history.NewestAt >= at)
            Compare(at, at, before, after);
    }

    /// <summary>Another source took precedence for a counter: all that was found of it counts no longer.</summary>
    public IEnumerable<Restatement> Superseded(int counter, long offset) => history.From(0)
        .Where(reading => bornAt[reading.At] != offset && reading.Values[counter] != Counters.Absent)
        .Select(reading => new Restatement(reading.At, 1 << counter, offset, reading.At, false));

    /// <summary>Folds the whole series.</summary>
    public void Fold(EpochTable epochs)
    {
        Begin(0, epochs);
        var walk = new SeriesWalk();
        foreach ((long at, SixLongs values) in history.From(0))
            walk.Follow(platform, at, values, epochs, Findings);
        walk.Provide(Findings);
    }

    /// <summary>Ends the entry before, and begins another.</summary>
    private void Begin(long offset, EpochTable epochs)
    {
        if (offset == entry)
            return;
        if (changed.Count > 0 && changed.Keys.First() is var first && first <= newestBefore)
        {
            Compare(first, changed.Keys.Last(), epochs, epochs);
        }
        else
        {
            foreach (long at in changed.Keys)
                Append(at, epochs);
        }

        changed.Clear();
        (entry, newestBefore) = (offset, history.NewestAt);
    }

    private void Append(long at, EpochTable epochs)
    {
        asIs.Clear();
        newest.Follow(platform, at, history.Find(at)!.Value, epochs, asIs);
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            // A held fall was decided.
            if (asIs[counter] is [var decided, ..] && decided.At != at)
                Restate(decided.At, 1 << counter, at, grows: true);
        }

        if (++sinceKept % KeepEvery == 0)
            Keep(at, newest);
    }

    /// <summary>Folds what a change concerns twice, as it was and as it is.</summary>
    /// <param name="from">The first instant at which something changed.</param>
    /// <param name="to">The last one.</param>
    /// <param name="before">The epochs before.</param>
    /// <param name="after">The epochs after.</param>
    private void Compare(long from, long to, EpochTable before, EpochTable after)
    {
        asWas.Clear();
        asIs.Clear();
        int found = keptAt.BinarySearch(from), start = (found >= 0 ? found : ~found) - 1;
        SeriesWalk old = start >= 0 ? kept[start].Copy() : new(), now = old.Copy();
        bool ends = true;
        int walked = 0;
        foreach ((long at, SixLongs values) in history.From(start >= 0 ? keptAt[start] + 1 : 0))
        {
            if (!changed.TryGetValue(at, out SixLongs? stood)) old.Follow(platform, at, values, before, asWas);
            else if (stood is { } known) old.Follow(platform, at, known, before, asWas);
            now.Follow(platform, at, values, after, asIs);
            if (keptAt.BinarySearch(at) >= 0 || ++walked % KeepEvery == 0)
                Keep(at, now);
            if (at < to || old.At != at || (old.Differing(now) is var differing && !IsQuiet(differing, old, now, before, after)))
                continue;
            ends = false;
            CarryOn(differing, now, after);
            break;
        }

        old.Provide(asWas);
        now.Provide(asIs);
        if (ends)
            newest = now;

        var restated = new Dictionary<long, int>();
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            foreach (long at in asWas.Differences(asIs, counter))
                restated[at] = restated.GetValueOrDefault(at) | (1 << counter);
        }

        foreach ((long at, int counters) in restated)
            Restate(at, counters, at, grows: false);
    }

    /// <summary>Whether nothing that follows is found otherwise by one walk than by the other.</summary>
    private bool IsQuiet(int differing, SeriesWalk old, SeriesWalk now, EpochTable before, EpochTable after)
    {
        for (int counter = 0; differing != 0 && counter < Counters.Count; counter++)
        {
            if ((differing & (1 << counter)) == 0 || quiet.Ends(counter, now.At))
                continue;
            int broken = before.Broken(platform, now.At, long.MaxValue) | after.Broken(platform, now.At, long.MaxValue);
            if ((broken & (1 << counter)) != 0 || !now.Rests(counter, old) || !quiet.Stays(counter, now.At, now.Last(counter)))
                return false;
        }

        return true;
    }

    /// <summary>Tells the walks that go on further what some counters came to.</summary>
    private void CarryOn(int counters, SeriesWalk walk, EpochTable epochs)
    {
        if (counters == 0)
            return;
        int found = keptAt.BinarySearch(walk.At);
        for (int place = found >= 0 ? found + 1 : ~found; place < kept.Count; place++)
            kept[place].Take(walk, counters, epochs.Broken(platform, walk.At, keptAt[place]));
        if (newest.At > walk.At)
            newest.Take(walk, counters, epochs.Broken(platform, walk.At, newest.At));
        else
            newest = walk;
    }

    private void Restate(long at, int counters, long by, bool grows)
    {
        // What came with the same entry was never said otherwise, except in a place that was passed before.
        if (bornAt[at] != entry || at < newestBefore)
            Restatements.Add(new(at, counters, entry, by, grows));
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
