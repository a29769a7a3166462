using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations;

/// <summary>What the folds have counted, by partition, as far back as their logs go. Safe to call from any thread.</summary>
internal sealed class ObservationMetrics
{
    /// <summary>The meter of all grains.</summary>
    public const string MeterName = "MediaAnalytics.Grains";

    private readonly ConcurrentDictionary<int, FoldTotals> totals = new();
    private readonly ConcurrentDictionary<int, long[]> stages = new();
    private readonly Histogram<double> commitSeconds;

    public ObservationMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        meter.CreateObservableCounter("media_analytics.readings.folded", () => Measure(static total => total.Readings), "{reading}", "Readings folded, duplicates included");
        meter.CreateObservableCounter("media_analytics.rows.quarantined", () => Measure(static total => total.Quarantined), "{row}", "Quarantined rows folded");
        meter.CreateObservableGauge("media_analytics.mvs.catalogued", () => Measure(static total => total.Mvs), "{mv}", "MVs in the catalogue");
        meter.CreateObservableGauge("media_analytics.mvs.by_stage", MeasureStages, "{mv}", "MVs in the catalogue by the stage they are in, of this silo's partitions");
        commitSeconds = meter.CreateHistogram<double>("media_analytics.partition.commit.duration", "s", "Time of a partition's commit that succeeded");
    }

    /// <summary>Notes what a partition's fold has counted so far.</summary>
    public void Folded(int partition, FoldCounts counts) => totals[partition] = new(
        counts.Added + counts.Completed + counts.Duplicates + counts.Conflicts, counts.Quarantined, counts.Mvs);

    /// <summary>Notes what a partition published.</summary>
    public void Published(int partition, Overview overview) => stages[partition] = overview.Stages;

    /// <summary>Notes a commit.</summary>
    public void Committed(TimeSpan took) => commitSeconds.Record(took.TotalSeconds);

    /// <summary>A partition has left this silo: another one tells of it.</summary>
    public void Left(int partition)
    {
        totals.TryRemove(partition, out _);
        stages.TryRemove(partition, out _);
    }

    private IEnumerable<Measurement<long>> MeasureStages()
    {
        ICollection<long[]> published = stages.Values;
        return Enum.GetValues<MvStage>().Select(stage => new Measurement<long>(
            published.Sum(counts => counts[(int)stage]), new KeyValuePair<string, object?>("stage", stage.ToString())));
    }

    private IEnumerable<Measurement<long>> Measure(Func<FoldTotals, long> value) =>
        totals.Select(pair => new Measurement<long>(value(pair.Value), new KeyValuePair<string, object?>("partition", pair.Key)));

    private readonly record struct FoldTotals(long Readings, long Quarantined, long Mvs);
}
