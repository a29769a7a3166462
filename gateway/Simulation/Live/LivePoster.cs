using System.Net;
using System.Net.Http.Headers;
using MediaAnalytics.Gateway.Client;

namespace MediaAnalytics.Gateway.Simulation.Live;

/// <summary>Posts a batch of fresh readings a second to a server until cancelled. A server that is busy (429, 503) is given the time it
/// asks for and then the same batch again; one that is gone, or refuses, ends the run with an error.</summary>
internal sealed class LivePoster(HttpClient client, TimeProvider time)
{
    /// <summary>Time between two batches.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait granted to a busy server; Retry-After beyond it is cut.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromMinutes(1);

    private const int MaxBodyShown = 300;
    private long _batches;
    private long _readings;
    private long _waits;

    /// <summary>Posts until <paramref name="cancel"/>; <paramref name="sent"/> hears the readings sent so far.</summary>
    /// <param name="options">The simulation; its window must have ended.</param>
    /// <param name="server">The server's address, e.g. http://127.0.0.1:8080.</param>
    /// <param name="sent">Called after each batch.</param>
    /// <param name="cancel">Ends the run.</param>
    public async Task<LiveResult> RunAsync(SimulationOptions options, Uri server, Action<long> sent, CancellationToken cancel)
    {
        if (options.Until > time.GetUtcNow())
            return Result(new("until-in-future", "--live goes on from --until, which lies in the future: give one that has passed."));
        var target = new Uri(server.AbsoluteUri.TrimEnd('/') + "/v1/observations");
        using var source = new LiveSource(options);
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                var (lines, count) = source.Next(time.GetUtcNow().ToUnixTimeSeconds());
                if (await SendAsync(target, lines, cancel) is { } error) return Result(error);
                _batches++;
                _readings += count;
                sent(_readings);
            }
            while (await timer.WaitForNextTickAsync(cancel));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Ctrl-C is how a live run ends.
        }
        return Result(null);
    }

    private LiveResult Result(SimulationError? error) => new(_batches, _readings, _waits, error);

    private async Task<SimulationError?> SendAsync(Uri target, ReadOnlyMemory<byte> lines, CancellationToken cancel)
    {
        while (true)
        {
            using var content = new ReadOnlyMemoryContent(lines);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            try
            {
                using var response = await client.PostAsync(target, content, cancel);
                if (response.IsSuccessStatusCode) return null;
                if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                    return await RefusedAsync(target, response, cancel);
                _waits++;
                await Task.Delay(Wait(response.Headers.RetryAfter), time, cancel);
            }
            catch (HttpRequestException e)
            {
                return new("server-gone", $"{target} can't be reached ({e.Message}): start the server, or name another with --server.");
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return new("server-silent", $"{target} did not answer in {client.Timeout.TotalSeconds:0} s: see whether the server is well.");
            }
        }
    }

    private async Task<SimulationError> RefusedAsync(Uri target, HttpResponseMessage response, CancellationToken cancel)
    {
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            string said = await GatewayClient.RefusalAsync(response, cancel);
            return new("server-refused", ClientKey.Refused(response.StatusCode, said, client.DefaultRequestHeaders.Authorization is not null));
        }

        var body = await response.Content.ReadAsStringAsync(cancel);
        return new("server-refused", $"{target} answered {(int)response.StatusCode} {response.ReasonPhrase}: "
            + (body.Length > MaxBodyShown ? body[..MaxBodyShown] + "…" : body));
    }

    private TimeSpan Wait(RetryConditionHeaderValue? retryAfter)
    {
        var asked = retryAfter?.Delta ?? (retryAfter?.Date is { } date ? date - time.GetUtcNow() : Interval);
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > MaxWait ? MaxWait : asked;
    }
}
