using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Late series folded again, beside the fold: nobody sees them before <see cref="PartitionFold.Put"/>. One thread at a time.</summary>
/// <param name="floor">UTC ticks: older deltas are not kept.</param>
internal sealed class Refolded(long floor)
{
    /// <summary>What each series is now, and its rarities; null where there are none.</summary>
    public List<(int Series, SeriesState State, SeriesExtra? Extra)> Series { get; } = [];

    /// <summary>The deltas of all of them, however many.</summary>
    public RecentDeltas Deltas { get; } = new(int.MaxValue) { Floor = floor };

    /// <summary>What became of the readings that were not counted yet, by batch.</summary>
    public Dictionary<BatchHeader, FoldCounts> Late { get; } = [];

    /// <summary>Folds a series from all its readings.</summary>
    /// <param name="series">Its place.</param>
    /// <param name="state">What it was: its flags stay.</param>
    /// <param name="platform">Its platform.</param>
    /// <param name="epochs">The declared breaks.</param>
    /// <param name="readings">Those of one instant in log order.</param>
    public void Add(int series, SeriesState state, string platform, EpochTable epochs, IEnumerable<SeriesReading> readings)
    {
        var history = new SeriesHistory();
        // In order of observation, so that each is added at the end.
        foreach ((long at, SixLongs values, BatchHeader? late) in readings.OrderBy(reading => reading.At))
        {
            AddOutcome outcome = history.Add(at, in values);
            if (late is null)
                continue;
            if (!Late.TryGetValue(late, out FoldCounts? counts))
                Late.Add(late, counts = new());
            counts.Add(outcome);
        }

        var sink = new DeltaSink(Deltas, series);
        SeriesExtra? extra = history.Fold(ref state, epochs, platform, ref sink);
        sink.Flush();
        Series.Add((series, state, extra));
    }
}
