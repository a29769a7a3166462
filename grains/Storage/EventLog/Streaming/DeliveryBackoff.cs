using Orleans.Runtime.Providers;

namespace MediaAnalytics.Storage.EventLog.Streaming;

/// <summary>Waits between tries of one delivery: 0.1 s, doubled up to 5 s. A partition's tries hold up no other.</summary>
internal sealed class DeliveryBackoff : IMessageDeliveryBackoffProvider
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100), Longest = TimeSpan.FromSeconds(5);

    public TimeSpan Next(int attempt) => First * Math.Min(1 << Math.Min(attempt, 10), Longest / First);
}
