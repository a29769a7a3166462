using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.EventLog.Streaming;

namespace MediaAnalytics.Tests.Cluster.Streaming;

[ImplicitStreamSubscription(LogStreams.Namespace)]
public sealed class LogProbeGrain(DeliveryProbe probe) : Grain, ILogProbeGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken) => this.SubscribeToLogAsync(DeliverAsync);

    public Task DeactivateAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private Task DeliverAsync(LogDelivery delivery)
    {
        probe.Deliver((int)this.GetPrimaryKeyLong(), delivery);
        return Task.CompletedTask;
    }
}
