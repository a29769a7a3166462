using System.Diagnostics.Metrics;

namespace MediaAnalytics.Gateway.Telemetry;

/// <summary>Measures the disk under a folder whenever the metrics are read.</summary>
internal sealed class DiskMetrics : IHostedService
{
    public DiskMetrics(IMeterFactory meters, string folder)
    {
        Meter meter = meters.Create("MediaAnalytics.Disk");
        meter.CreateObservableGauge("media_analytics.disk.free", () => Measure(folder, drive => drive.AvailableFreeSpace), "By", "Free space on the disk of the data folder");
        meter.CreateObservableGauge("media_analytics.disk.size", () => Measure(folder, drive => drive.TotalSize), "By", "Size of the disk of the data folder");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<Measurement<long>> Measure(string folder, Func<DriveInfo, long> value)
    {
        try
        {
            return [new(value(new DriveInfo(folder)))];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // The folder is gone for now: a gap in the series says so, which the alert sees.
            return [];
        }
    }
}
