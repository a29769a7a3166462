using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaAnalytics.Gateway.Keys.Ring;

/// <summary>Ready once the keys have been read. A copy that grows old later does not take the process out of service: the others' are as old.</summary>
internal sealed class KeysHealthCheck(KeyRing ring, KeysOptions options) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        !options.Required ? HealthCheckResult.Healthy("no keys are asked for")
        : ring.Version >= 0 ? HealthCheckResult.Healthy("the keys are read")
        : HealthCheckResult.Unhealthy("the API keys have not been read yet"));
}
