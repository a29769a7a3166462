using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>What all sources of one platform reported of an MV. One thread at a time.</summary>
internal sealed class PlatformTimeline(string platform, SourcePrecedence precedence)
{
    private readonly SortedDictionary<string, SeriesTimeline> sources = new(precedence);
    private readonly SeriesTimeline?[] counting = new SeriesTimeline?[Counters.Count];
    private readonly List<Restatement> superseded = [];

    public string Platform { get; } = platform;

    /// <summary>The series that counts for a counter; null where the counter was never reported.</summary>
    public SeriesTimeline? Counting(int counter) => counting[counter];

    /// <summary>The series of a source.</summary>
    public SeriesTimeline this[string source] => sources[source];

    /// <summary>Adds the next reading of the log.</summary>
    public (AddOutcome Outcome, bool Late) Add(in FactReading reading, EpochTable epochs)
    {
        if (!sources.TryGetValue(reading.Series.Source, out SeriesTimeline? series))
            sources.Add(reading.Series.Source, series = new(Platform, reading.Series.Source));
        (AddOutcome, bool) added = series.Add(reading.Offset, reading.At, reading.Counters, epochs);
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            SeriesTimeline? before = counting[counter];
            if ((series.Reported & (1 << counter)) == 0 || before == series || (before is not null && precedence.Compare(before.Source, series.Source) < 0))
                continue;
            if (before is not null)
                superseded.AddRange(before.Superseded(counter, reading.Offset));
            counting[counter] = series;
        }

        return added;
    }

    /// <summary>An epoch of this platform was declared.</summary>
    public void Declare(long offset, long at, EpochTable before, EpochTable after)
    {
        foreach (SeriesTimeline series in sources.Values)
            series.Declare(offset, at, before, after);
    }

    /// <summary>Folds every series.</summary>
    public void Fold(EpochTable epochs)
    {
        foreach (SeriesTimeline series in sources.Values)
            series.Fold(epochs);
    }

    /// <summary>Every change of what had been found in the readings that count.</summary>
    public IEnumerable<Restatement> Restatements() => superseded.Concat(sources.Values.SelectMany(series =>
    {
        int mask = Enumerable.Range(0, Counters.Count).Sum(counter => counting[counter] == series ? 1 << counter : 0);
        return series.Restatements.Where(restatement => (restatement.Counters & mask) != 0);
    }));
}
