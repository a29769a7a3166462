using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Cluster.Crash.Kills;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>Measures from outside how long a cluster takes to recover from a fault. Speeds are reported, and only bounded by a patience. One caller at a time.</summary>
internal sealed class Recovery(Edge edge, CounterLoad load)
{
    private const int ProbeRows = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Look = TimeSpan.FromMilliseconds(100);
    private readonly List<string> rows = [];
    private int probes;

    /// <summary>The measurements, a line each.</summary>
    public string Table => string.Join('\n', ["fault                          | acknowledged | folded | all answer  ", .. rows]);

    /// <summary>
    /// Strikes, and waits until every connection of the load has had a batch acknowledged that it began afterwards, until readings of every partition that
    /// were acknowledged afterwards are folded, and until the gateways say that all partitions answer. Times count from before the strike.
    /// </summary>
    /// <param name="fault">What is done.</param>
    /// <param name="strike">Does it.</param>
    /// <param name="gateways">Those that are not struck.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task MeasureAsync(string fault, Func<Task> strike, HttpClient[] gateways, CancellationToken cancellation)
    {
        long struck = TimeProvider.System.GetTimestamp();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        string awaited = "an acknowledgement";
        try
        {
            using var settled = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            Task<TimeSpan> unready = UnreadyAsync(gateways, struck, settled.Token);
            await strike();
            JsonNode receipt = await ProbeAsync(limit.Token);
            await load.AgainAsync(limit.Token);
            TimeSpan acknowledged = TimeProvider.System.GetElapsedTime(struck);
            awaited = $"the fold of batch {receipt["id"]}";
            await FoldedAsync(receipt, limit.Token);
            TimeSpan folded = TimeProvider.System.GetElapsedTime(struck);
            awaited = "a gateway's word that all partitions answer";
            while (!await ReadyAsync(gateways, limit.Token))
                await Task.Delay(Look, limit.Token);
            await settled.CancelAsync();
            TimeSpan ready = await unready;
            rows.Add(string.Create(
                CultureInfo.InvariantCulture, $"{fault,-30} | {acknowledged.TotalSeconds,10:0.0} s | {folded.TotalSeconds,4:0.0} s | {ready.TotalSeconds,12:0.0} s"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            Assert.Fail($"{Patience} after '{fault}' the cluster still owes {awaited}. {await HealthAsync(gateways)}");
        }
    }

    /// <summary>Readings of MVs that no catalogue has, so many that every partition gets some.</summary>
    private Task<JsonNode> ProbeAsync(CancellationToken cancellation)
    {
        int probe = Interlocked.Increment(ref probes);
        var body = new StringBuilder();
        for (int row = 0; row < ProbeRows; row++)
            body.Append(CultureInfo.InvariantCulture, $$"""{"mv":"probe-{{row}}","platform":"youtube","source":"probe","observedAt":"2025-01-01T00:00:{{probe % 60:00}}Z","views":{{probe}}}""").Append('\n');
        string text = body.ToString();
        return edge.UntilDoneAsync(
            server => server.PostAsync("v1/observations", new StringContent(text, Encoding.UTF8, "application/x-ndjson"), cancellation), cancellation);
    }

    private async Task FoldedAsync(JsonNode receipt, CancellationToken cancellation)
    {
        while ((string)(await edge.GetAsync($"v1/observations/{receipt["id"]}", cancellation))["state"]! != "folded")
            await Task.Delay(Look, cancellation);
    }

    /// <summary>Watches until told to stop; returns when a gateway was last seen to miss an answer.</summary>
    private static async Task<TimeSpan> UnreadyAsync(HttpClient[] gateways, long struck, CancellationToken stop)
    {
        TimeSpan last = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!await ReadyAsync(gateways, stop))
                    last = TimeProvider.System.GetElapsedTime(struck);
                await Task.Delay(Look, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
        }

        return last;
    }

    private static async Task<string> HealthAsync(HttpClient[] gateways)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        string[] health = await Task.WhenAll(gateways.Select(gateway => GatewayHealth.ReadAsync(gateway, limit.Token)));
        return string.Join(' ', health);
    }

    private static async Task<bool> ReadyAsync(HttpClient[] gateways, CancellationToken cancellation)
    {
        foreach (HttpClient gateway in gateways)
        {
            if (!await GatewayHealth.IsHealthyAsync(gateway, cancellation))
                return false;
        }

        return true;
    }
}
