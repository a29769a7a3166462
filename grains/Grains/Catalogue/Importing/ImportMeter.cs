using System.Diagnostics.Metrics;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>What imports count. Safe to call from any thread.</summary>
internal static class ImportMeter
{
    private static readonly Meter Meter = new("MediaAnalytics.Imports");
    private static readonly Counter<long> Rows =
        Meter.CreateCounter<long>("media_analytics.imports.rows", "{row}", "Catalogue rows read, by what became of them; dry runs not counted");

    /// <summary>Counts a chunk of rows.</summary>
    public static void Count(long created, long updated, long unchanged, long quarantined)
    {
        Rows.Add(created, new KeyValuePair<string, object?>("outcome", "created"));
        Rows.Add(updated, new KeyValuePair<string, object?>("outcome", "updated"));
        Rows.Add(unchanged, new KeyValuePair<string, object?>("outcome", "unchanged"));
        Rows.Add(quarantined, new KeyValuePair<string, object?>("outcome", "quarantined"));
    }
}
