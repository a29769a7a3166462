using MediaAnalytics.Storage.EventLog;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaAnalytics.Gateway.Hosting;

/// <summary>
/// Ready while every partition answers. A cluster's gateway (<paramref name="once"/>) is ready once every one has answered, or a minute after its start; other
/// trouble degrades it and does not take it out of service, since it still acknowledges readings, and the other gateways see the same.
/// </summary>
internal sealed class PartitionsHealthCheck(PartitionProgress progress, bool once) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> problems = progress.BriefProblems();
        return Task.FromResult(problems.Count == 0
            ? HealthCheckResult.Healthy("all partitions answer")
            : new HealthCheckResult(
                once && progress.IsSettled ? HealthStatus.Degraded : HealthStatus.Unhealthy, string.Join("; ", problems),
                data: new Dictionary<string, object> { [HealthJson.Whole] = string.Join("; ", progress.Problems()) }));
    }
}
