using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash;

/// <summary>
/// Posts a file of readings batch by batch and keeps what the server acknowledged. A batch that was acknowledged is never posted again, so that one
/// which the server loses stays lost and is seen. One caller at a time.
/// </summary>
internal sealed class AcknowledgedBatches(ServerProcess server, string[] lines)
{
    private const int BatchRows = 150;
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private readonly List<(string Id, int Appended)> acknowledged = [];
    private int next;

    /// <summary>Acknowledged so far.</summary>
    public int Count => acknowledged.Count;

    /// <summary>Whether every line has been acknowledged.</summary>
    public bool Done => next >= lines.Length;

    /// <summary>Posts batch after batch until all are acknowledged, the server goes away, or it is told to stop.</summary>
    public async Task PostAsync(CancellationToken cancellation)
    {
        while (!Done && !cancellation.IsCancellationRequested)
        {
            string[] batch = lines[next..Math.Min(next + BatchRows, lines.Length)];
            using var body = new StringContent(string.Join('\n', batch), Encoding.UTF8, "application/x-ndjson");
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                limit.CancelAfter(AnswerWithin);
                using HttpResponseMessage response = await server.Client.PostAsync("v1/observations", body, limit.Token);
                if (response.StatusCode == HttpStatusCode.TooManyRequests)
                    continue;
                Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
                JsonNode receipt = (await response.Content.ReadFromJsonAsync<JsonNode>(limit.Token))!;
                Assert.Equal(batch.Length, (int)receipt["appended"]!);
                acknowledged.Add(((string)receipt["id"]!, batch.Length));
                next += batch.Length;
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
            {
                // Not acknowledged: it may or may not be in the log, and is posted again.
                return;
            }
        }
    }

    /// <summary>Every acknowledged batch is folded whole, none of it missing.</summary>
    public async Task AssertFoldedAsync(CancellationToken cancellation)
    {
        foreach ((string id, int appended) in acknowledged)
        {
            while (true)
            {
                using HttpResponseMessage response = await server.Client.GetAsync($"v1/observations/{id}", cancellation);
                Assert.True(response.IsSuccessStatusCode, $"acknowledged batch {id} is unknown after the restart: {response.StatusCode}");
                JsonNode status = (await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
                if ((string?)status["state"] == "folded")
                {
                    Assert.Equal(appended, (int)status["folded"]!);
                    break;
                }

                await Task.Delay(50, cancellation);
            }
        }
    }
}
