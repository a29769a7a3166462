using MediaAnalytics.Gateway.Intake;

namespace MediaAnalytics.Gateway.Telemetry;

/// <summary>Shows counters of rare events as 0 from the start: an alert on a rise can't see the first one where the series begins with it.</summary>
internal sealed class CountersFromZero : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        IntakeMeter.ShowZeros();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
