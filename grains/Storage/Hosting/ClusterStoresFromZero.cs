using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Redis;
using Microsoft.Extensions.Hosting;

namespace MediaAnalytics.Storage.Hosting;

/// <summary>
/// Shows the counters of a cluster's stores as 0 from the start. The stores open before anybody measures, so it is done again once the host starts: asking for
/// the artifact store here makes its own counters appear.
/// </summary>
internal sealed class ClusterStoresFromZero(IArtifactStore artifacts) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(artifacts);
        StorageMeter.Opened(RedisConnection.MeterName);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
