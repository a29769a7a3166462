using MediaAnalytics.Inference.Batching;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MediaAnalytics.Inference;

/// <summary>Healthy once the engine's network has scored its first batch; unhealthy, with the reason, where torch, the device or the model failed.</summary>
public sealed class GenreEngineHealthCheck(BatchingGenreEngine engine) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        engine.Fault is { } fault ? HealthCheckResult.Unhealthy("the genre engine fails at every batch: start the process anew", fault)
        : engine.Ready.IsCompletedSuccessfully ? HealthCheckResult.Healthy($"{engine.Model.Version} on {engine.Device}")
        : engine.Ready.IsFaulted ? HealthCheckResult.Unhealthy("the genre engine failed", engine.Ready.Exception!.InnerException)
        : HealthCheckResult.Degraded("the genre engine is warming up"));
}
