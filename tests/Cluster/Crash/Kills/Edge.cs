using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>
/// What a client reaches: one server, or several gateways in turn, as behind a load balancer. A request that is answered "later" (429 or 503) or not at all
/// is sent again, to the next one; any other refusal fails the test. Safe to call from any thread.
/// </summary>
internal sealed class Edge(params HttpClient[] servers)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private long later;
    private int turns;
    private long unanswered;

    public Edge(ServerProcess server)
        : this(server.Client)
    {
    }

    /// <summary>Requests that were answered 429 or 503.</summary>
    public long Later => Interlocked.Read(ref later);

    /// <summary>Requests whose connection was refused or broke.</summary>
    public long Unanswered => Interlocked.Read(ref unanswered);

    /// <summary>Sends a request until it is done, and returns the answer.</summary>
    /// <param name="send">Sends it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="uncertain">Called where nothing is known of a sending: it may have been done.</param>
    public async Task<JsonNode> UntilDoneAsync(
        Func<HttpClient, Task<HttpResponseMessage>> send, CancellationToken cancellation, Action? uncertain = null)
    {
        while (true)
        {
            try
            {
                using HttpResponseMessage response = await send(Next());
                if (response.IsSuccessStatusCode)
                    return (await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
                Assert.True(
                    response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null,
                    $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} was answered {response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
                Interlocked.Increment(ref later);
            }
            catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // The server is not up; nothing was sent.
                Interlocked.Increment(ref unanswered);
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                Interlocked.Increment(ref unanswered);
                uncertain?.Invoke();
            }

            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Asks until it is answered.</summary>
    public Task<JsonNode> GetAsync(string path, CancellationToken cancellation) => UntilDoneAsync(server => server.GetAsync(path, cancellation), cancellation);

    private HttpClient Next() => servers[(uint)Interlocked.Increment(ref turns) % servers.Length];
}
