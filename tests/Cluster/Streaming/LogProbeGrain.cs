using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Streaming;
using Microsoft.Extensions.DependencyInjection;

namespace MediaAnalytics.Tests.Cluster.Streaming;

/// <summary>Tells the test's probe what it got. In a silo of another test, which has no probe, it takes everything silently.</summary>
[ImplicitStreamSubscription(LogStreams.Namespace)]
public sealed class LogProbeGrain(IServiceProvider services) : Grain, ILogProbeGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => this.SubscribeToLogAsync(DeliverAsync);

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task DeliverAsync(LogDelivery delivery)
    {
        services.GetService<DeliveryProbe>()?.Deliver((int)this.GetPrimaryKeyLong(), delivery);
        return Task.CompletedTask;
    }
}
