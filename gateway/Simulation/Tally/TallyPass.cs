namespace MediaAnalytics.Gateway.Simulation.Tally;

/// <summary>
/// Adds up a catalogue and its readings the plain way: collect an MV's readings, sort them by observedAt, walk them. It knows nothing of
/// how they were generated. Used by one thread.
/// </summary>
internal sealed class TallyPass
{
    /// <summary>The group of MVs that lack the dimension.</summary>
    public const string Unknown = "unknown";

    private readonly Dictionary<string, (string Genre, string Story)> _catalogue = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Mv, string Platform, string Source), SeriesReadings> _series = [];

    /// <summary>The sums so far, of the MVs that are settled.</summary>
    public SimulationTally Tally { get; } = new();

    /// <summary>Counts a catalogued MV; empty text is a dimension that is not declared.</summary>
    public void AddMv(string id, string genre, string hasStory)
    {
        _catalogue[id] = (Group(Tally.ByGenre, genre), Group(Tally.ByStory, hasStory));
        Tally.Overall.Mvs++;
        Tally.ByGenre[_catalogue[id].Genre].Mvs++;
        Tally.ByStory[_catalogue[id].Story].Mvs++;
    }

    /// <summary>Takes one line, in the order of arrival.</summary>
    /// <exception cref="InvalidDataException">Two readings of one identity differ: the simulator makes none such.</exception>
    public void AddReading(TallyReading reading)
    {
        Tally.Readings++;
        var key = (reading.Mv, reading.Platform, reading.Source);
        if (!_series.TryGetValue(key, out var series)) _series[key] = series = new();
        var (isNew, isLate) = series.Add(reading);
        if (!isNew)
        {
            Tally.DuplicateReadings++;
            return;
        }
        Tally.UniqueReadings++;
        if (isLate) Tally.LateReadings++;
        if (Tally.NewestObservedAt is not { } newest || reading.ObservedAt > newest) Tally.NewestObservedAt = reading.ObservedAt;
    }

    /// <summary>Settles the MVs whose readings were added since the last call: no more of theirs may follow.</summary>
    public void Settle()
    {
        foreach (var platform in _series.Keys.Select(k => (k.Mv, k.Platform)).Distinct())
            Sums(Tally.ByPlatform, platform.Platform).Mvs++;
        foreach (var (key, series) in _series)
        {
            Tally.Series++;
            var ordered = series.Ordered;
            Tally.Purges += Falls(ordered);
            var (genre, story) = _catalogue[key.Mv];
            Add(Tally.Overall, ordered);
            Add(Tally.ByGenre[genre], ordered);
            Add(Tally.ByStory[story], ordered);
            Add(Sums(Tally.ByPlatform, key.Platform), ordered);
        }
        _series.Clear();
    }

    private static void Add(TallySums sums, List<TallyReading> ordered)
    {
        var impressions = Newest(ordered, r => r.Impressions);
        var clicks = Newest(ordered, r => r.Clicks);
        sums.Impressions += impressions ?? 0;
        sums.Clicks += clicks ?? 0;
        sums.Ctr.Add(clicks, impressions);
        sums.LikeRate.Add(Newest(ordered, r => r.Likes), Newest(ordered, r => r.Views));
        Add(sums.Views, ordered, r => r.Views);
        Add(sums.Likes, ordered, r => r.Likes);
        Add(sums.Comments, ordered, r => r.Comments);
        Add(sums.Shares, ordered, r => r.Shares);
    }

    private static void Add(NetGross sums, List<TallyReading> ordered, Func<TallyReading, long?> counter)
    {
        long? last = null;
        var gross = 0L;
        foreach (var reading in ordered)
        {
            if (counter(reading) is not { } value) continue;
            gross += last is { } before ? Math.Max(0, value - before) : value;
            last = value;
        }
        sums.Add(last ?? 0, gross);
    }

    private static long? Newest(List<TallyReading> ordered, Func<TallyReading, long?> counter) =>
        ordered.Select(counter).LastOrDefault(value => value is not null);

    private static int Falls(List<TallyReading> ordered)
    {
        var views = ordered.Where(r => r.Views is not null).Select(r => r.Views!.Value).ToList();
        return views.Zip(views.Skip(1)).Count(pair => pair.Second < pair.First);
    }

    private static string Group(SortedDictionary<string, TallySums> groups, string name)
    {
        var group = name.Length == 0 ? Unknown : name;
        Sums(groups, group);
        return group;
    }

    private static TallySums Sums(SortedDictionary<string, TallySums> groups, string name)
    {
        if (!groups.TryGetValue(name, out var sums)) groups[name] = sums = new();
        return sums;
    }
}
