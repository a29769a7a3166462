using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>The buckets of one platform under way. One thread at a time.</summary>
internal sealed class HistoryRows(HistoryQuery query, BucketClock clock, int most)
{
    private readonly SortedDictionary<long, Row> rows = [];

    public int Count => rows.Count;

    /// <summary>Adds the readings that count, and the changes of what had been said; false where that makes too many rows.</summary>
    public bool TryAdd(PlatformTimeline platform)
    {
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            if (platform.Counting(counter) is { } series && !TryAdd(counter, series.Findings[counter]))
                return false;
        }

        foreach (Restatement restatement in platform.Restatements())
        {
            long bucket = clock.Of(restatement.At).From;
            bool grows = restatement.Grows && clock.Of(restatement.By).From == bucket;
            if (!grows && Asked(restatement.At) && rows.TryGetValue(bucket, out Row? row))
                row.Restated.Add(restatement.Offset);
        }

        return true;
    }

    public HistoryBucket[] Buckets() =>
    [
        .. rows.Select(row => new HistoryBucket(
            Instant(Math.Max(row.Key, query.From)), Instant(Math.Min(row.Value.To, query.To)), 1 + row.Value.Restated.Count,
            [.. row.Value.Changes.Where(change => change.Readings > 0)])),
    ];

    private bool TryAdd(int counter, IReadOnlyList<Finding> findings)
    {
        var total = new RunningTotal();
        foreach (Finding finding in findings)
        {
            total.Add(in finding);
            if (!Asked(finding.At))
                continue;

            (long from, long to) = clock.Of(finding.At);
            if (!rows.TryGetValue(from, out Row? row))
            {
                if (rows.Count == most)
                    return false;
                rows.Add(from, row = new(to));
            }

            row.Changes[counter] = After(row.Changes[counter], counter, in finding, in total);
        }

        return true;
    }

    private static CounterChange After(CounterChange change, int counter, in Finding finding, in RunningTotal total)
    {
        bool reset = RunningTotal.IsReset(in finding);
        return change with
        {
            Counter = (Counter)counter,
            Rises = Saturating.Add(change.Rises, Math.Max(finding.Delta, 0)),
            Falls = Saturating.Add(change.Falls, -Math.Min(finding.Delta, 0)),
            Net = total.Net,
            Gross = total.Gross,
            Readings = change.Readings + 1,
            Corrections = change.Corrections + (finding.Delta < 0 ? 1 : 0),
            Resets = change.Resets + (reset ? 1 : 0),
            Stale = change.Stale + (finding.Verdict == Verdict.Stale ? 1 : 0),
            Breaks = change.Breaks + (finding.Verdict == Verdict.Break ? 1 : 0),
            Provisional = finding.Verdict == Verdict.Held,
        };
    }

    private bool Asked(long at) => at >= query.From && at < query.To;

    private static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    private sealed class Row(long to)
    {
        public long To { get; } = to;

        public CounterChange[] Changes { get; } = new CounterChange[Counters.Count];

        public HashSet<long> Restated { get; } = [];
    }
}
