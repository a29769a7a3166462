using System.Net;
using System.Net.Http.Headers;
using MediaAnalytics.Tests.Processes;

namespace MediaAnalytics.Tests.Benchmarks.Ingest;

/// <summary>The product over HTTP.</summary>
/// <param name="server">Who takes readings.</param>
/// <param name="folder">Who folds them; the server itself where there is none other.</param>
internal sealed class ServerRows(Uri server, Uri? folder = null) : IBatchTaker, IDisposable
{
    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = IngestBenchmark.Connections }) { BaseAddress = server };
    private long refused;

    public async Task TakeAsync(int connection, IngestReadings input, int batch)
    {
        while (true)
        {
            using var body = new ByteArrayContent(input.Bodies[batch]);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using HttpResponseMessage answer = await client.PostAsync(new Uri("v1/observations", UriKind.Relative), body);
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
            {
                answer.EnsureSuccessStatusCode();
                return;
            }

            Interlocked.Increment(ref refused);
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Waits until all are folded.</summary>
    public async Task FoldedAsync(long readings)
    {
        string metrics;
        do
        {
            await Task.Delay(50);
            metrics = await client.GetStringAsync(new Uri(folder ?? server, "metrics"));
        }
        while (Folded(metrics) < readings);
        if (refused > 0)
            Console.WriteLine($"{refused} batches were refused once (429) and sent again");
    }

    public void Dispose()
    {
    }

    private static double Folded(string metrics) =>
        PrometheusText.Sum(metrics, "media_analytics_readings_folded_readings_total") + PrometheusText.Sum(metrics, "media_analytics_readings_folded_total");
}
