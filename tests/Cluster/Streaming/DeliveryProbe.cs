using System.Collections.Concurrent;
using System.Text;
using MediaAnalytics.Storage.EventLog;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Streaming;

/// <summary>What the consumers of a test got, and whom they refuse. Called from any thread.</summary>
public sealed class DeliveryProbe
{
    private readonly ConcurrentDictionary<int, List<string>> _seen = new();
    private readonly ConcurrentDictionary<int, int> _refusals = new();
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentDictionary<int, int> Refused { get; } = new();

    /// <summary>Refuses the next deliveries of a partition.</summary>
    public void Refuse(int partition, int times) => _refusals[partition] = times;

    public void Deliver(int partition, LogDelivery delivery)
    {
        try
        {
            if (_refusals.TryGetValue(partition, out int left) && left > 0)
            {
                _refusals[partition] = left - 1;
                Refused.AddOrUpdate(partition, 1, static (_, n) => n + 1);
                throw new InvalidOperationException("refused by the test");
            }

            var seen = _seen.GetOrAdd(partition, static _ => []);
            lock (seen)
            {
                for (int i = 0; i < delivery.Entries.Length; i++)
                {
                    seen.Add($"{delivery.After + 1 + i}:{Encoding.UTF8.GetString(delivery.Entries[i])}");
                }
            }
        }
        finally
        {
            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }

    public string[] Seen(int partition)
    {
        if (!_seen.TryGetValue(partition, out var seen))
        {
            return [];
        }

        lock (seen)
        {
            return [.. seen];
        }
    }

    public async Task UntilAsync(Func<DeliveryProbe, bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (condition(this))
            {
                return;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Did not come within 60 s: {what}");
            }
        }
    }
}
