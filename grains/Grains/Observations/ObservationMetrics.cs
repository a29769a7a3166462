using System.Diagnostics.Metrics;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations;

/// <summary>What the folds count. Safe to call from any thread.</summary>
internal sealed class ObservationMetrics
{
    /// <summary>The meter of all grains.</summary>
    public const string MeterName = "MediaAnalytics.Grains";

    private readonly Counter<long> readings;
    private readonly Counter<long> quarantined;
    private readonly Counter<long> records;

    public ObservationMetrics(IMeterFactory factory)
    {
        Meter meter = factory.Create(MeterName);
        readings = meter.CreateCounter<long>("media_analytics.readings.folded", "{reading}", "Readings folded, duplicates included");
        quarantined = meter.CreateCounter<long>("media_analytics.rows.quarantined", "{row}", "Quarantined rows folded");
        records = meter.CreateCounter<long>("media_analytics.records.folded", "{record}", "MV records folded");
    }

    /// <summary>Counts a folded event.</summary>
    public void Folded(LogEvent logEvent)
    {
        switch (logEvent)
        {
            case LogEvent.CountersObserved observed: readings.Add(observed.Readings.Count); break;
            case LogEvent.RowsQuarantined rows: quarantined.Add(rows.Rows.Count); break;
            case LogEvent.MvRecorded: records.Add(1); break;
        }
    }
}
