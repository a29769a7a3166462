using MediaAnalytics.Tests.Unit.Folding;
using static MediaAnalytics.Tests.Cluster.Crash.Kills.LoadReading;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>
/// What was acknowledged, and what must be shown for it: the counting rules over the plain readings, by nothing of the product's. Adding is safe from any
/// thread; asking is for one thread while nothing is added.
/// </summary>
internal sealed class CounterTally
{
    private readonly Dictionary<LoadSeries, SortedList<long, long[]>> series = [];
    private readonly List<(string Platform, long At, int Mask)> epochs = [];

    /// <summary>The declared genre of each MV in the catalogue.</summary>
    public Dictionary<string, string> Catalogue { get; } = [];

    /// <summary>Acknowledged rows that were accepted.</summary>
    public long Accepted { get; private set; }

    /// <summary>Distinct readings.</summary>
    public long Distinct => series.Values.Sum(values => (long)values.Count);

    /// <summary>Takes an acknowledged batch.</summary>
    public void Add(IEnumerable<LoadReading> batch)
    {
        lock (series)
        {
            foreach (LoadReading reading in batch)
            {
                Accepted++;
                if (!series.TryGetValue(reading.Series, out SortedList<long, long[]>? values))
                    series.Add(reading.Series, values = []);
                values[reading.At] = values.TryGetValue(reading.At, out long[]? standing)
                    ? [.. standing.Zip(reading.Values, Math.Max)]
                    : reading.Values;
            }
        }
    }

    /// <summary>Takes an acknowledged epoch.</summary>
    public void Declare(string platform, DateTime at, int mask)
    {
        lock (series)
            epochs.Add((platform, at.Ticks, mask));
    }

    /// <summary>What each MV shows on each platform.</summary>
    /// <param name="now">Where the last day ends. No reading lies where a few minutes decide.</param>
    public IReadOnlyList<ExpectedCounters> Expected(DateTime now) =>
        [.. series.GroupBy(pair => (pair.Key.Mv, pair.Key.Platform)).Select(group => Expect(group.Key.Mv, group.Key.Platform, [.. group.OrderBy(pair => pair.Key.Source, StringComparer.Ordinal).Select(pair => pair.Value)], now))];

    private ExpectedCounters Expect(string mv, string platform, SortedList<long, long[]>[] sources, DateTime now)
    {
        var expected = new ExpectedCounters(mv, platform, sources.Sum(source => source.Count));
        for (int counter = 0; counter < Counters.Length; counter++)
        {
            SortedList<long, long[]>? source = Array.Find(sources, source => source.Values.Any(values => values[counter] != Absent));
            if (source is null)
                continue;

            long[] breaks = [.. epochs.Where(epoch => epoch.Platform == platform && (epoch.Mask & (1 << counter)) != 0).Select(epoch => epoch.At)];
            ReferenceSeries.Result folded = ReferenceSeries.Fold(
                [.. source.Where(pair => pair.Value[counter] != Absent).Select(pair => (pair.Key, pair.Value[counter]))], breaks)!;
            long[] day = [.. folded.Deltas.Where(delta => delta.At > now.AddDays(-1).Ticks).Select(delta => delta.Delta)];
            expected.Net[counter] = folded.Net;
            expected.Gross[counter] = folded.Gross;
            expected.Gained[counter] = day.Where(delta => delta > 0).Sum();
            expected.Removed[counter] = -day.Where(delta => delta < 0).Sum();
        }

        return expected;
    }
}
