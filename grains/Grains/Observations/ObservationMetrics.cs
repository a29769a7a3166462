using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations;

/// <summary>What the folds have counted, by partition, as far back as their logs go. Safe to call from any thread.</summary>
internal sealed class ObservationMetrics
{
    /// <summary>The meter of all grains.</summary>
    public const string MeterName = "MediaAnalytics.Grains";

    private readonly ConcurrentDictionary<int, FoldTotals> totals = new();

    public ObservationMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        meter.CreateObservableCounter("media_analytics.readings.folded", () => Measure(static total => total.Readings), "{reading}", "Readings folded, duplicates included");
        meter.CreateObservableCounter("media_analytics.rows.quarantined", () => Measure(static total => total.Quarantined), "{row}", "Quarantined rows folded");
        meter.CreateObservableGauge("media_analytics.mvs.catalogued", () => Measure(static total => total.Mvs), "{mv}", "MVs in the catalogue");
    }

    /// <summary>Notes what a partition's fold has counted so far.</summary>
    public void Folded(int partition, FoldCounts counts) => totals[partition] = new(
        counts.Added + counts.Completed + counts.Duplicates + counts.Conflicts, counts.Quarantined, counts.Mvs);

    private IEnumerable<Measurement<long>> Measure(Func<FoldTotals, long> value) =>
        totals.Select(pair => new Measurement<long>(value(pair.Value), new KeyValuePair<string, object?>("partition", pair.Key)));

    private readonly record struct FoldTotals(long Readings, long Quarantined, long Mvs);
}
