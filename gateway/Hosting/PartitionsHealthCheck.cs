using MediaAnalytics.Storage.EventLog;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>Ready once every partition answers.</summary>
internal sealed class PartitionsHealthCheck(PartitionProgress progress) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> problems = progress.Problems();
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy("all partitions answer")
            : HealthCheckResult.Unhealthy(string.Join("; ", problems)));
    }
}
