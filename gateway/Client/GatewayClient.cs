using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace MediaAnalytics.Gateway.Client;

/// <summary>
/// Calls a server's API. Where the server is busy (429, 503) it waits as long as the server asks; where the connection breaks it tries again for a while.
/// Requests are made anew for each attempt. Any thread.
/// </summary>
internal sealed class GatewayClient : IDisposable
{
    /// <summary>How long a server that has answered before may be away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10), LongestPause = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private bool _hasAnswered;

    /// <param name="server">The server's address.</param>
    /// <param name="time">The clock.</param>
    /// <param name="key">The API key to show; null for none.</param>
    public GatewayClient(Uri server, TimeProvider time, string? key = null)
    {
        if (server is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            throw new ClientFault($"--server must be an address such as http://127.0.0.1:8080, not '{server}'.");
        _time = time;
        _http = new(new SocketsHttpHandler { ConnectTimeout = ConnectTime, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30) })
        {
            BaseAddress = new(server.GetLeftPart(UriPartial.Path).TrimEnd('/') + '/'),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Authorization = ClientKey.Header(key);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Sends a request until it is answered with other than "later"; <paramref name="make"/> makes it for each attempt.</summary>
    /// <exception cref="ClientFault">The server can't be reached, or does not accept the key.</exception>
    public async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        long began = _time.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using HttpRequestMessage request = make();
                HttpResponseMessage response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
                _hasAnswered = true;
                if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                {
                    using HttpResponseMessage refusal = response;
                    throw new ClientFault(ClientKey.Refused(
                        refusal.StatusCode, await RefusalAsync(refusal, cancellation), _http.DefaultRequestHeaders.Authorization is not null));
                }

                if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) return response;
                if (response.StatusCode == HttpStatusCode.ServiceUnavailable && _time.GetElapsedTime(began) > Patience) return response;
                TimeSpan wait = Wait(response.Headers.RetryAfter, attempt);
                response.Dispose();
                await Task.Delay(wait, _time, cancellation);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException && !cancellation.IsCancellationRequested)
            {
                if (!_hasAnswered || _time.GetElapsedTime(began) > Patience) throw Unreachable(fault);
                await Task.Delay(Wait(null, attempt), _time, cancellation);
            }
        }
    }

    /// <summary>The answer's body, where it is a success.</summary>
    /// <exception cref="ClientFault">The server refused; the message is its own.</exception>
    public async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode) throw new ClientFault(await RefusalAsync(response, cancellation));
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(ClientJson.Options, cancellation) ?? throw new JsonException("the body is null");
        }
        catch (JsonException fault)
        {
            throw new ClientFault($"{_http.BaseAddress} does not answer as a MediaAnalytics server: {fault.Message}", fault);
        }
    }

    /// <summary>What the server says of a request that it refused.</summary>
    public static async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        string status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        try
        {
            Problem? problem = await response.Content.ReadFromJsonAsync<Problem>(ClientJson.Options, cancellation);
            return problem?.Detail is { Length: > 0 } detail ? $"{detail} ({problem.Code ?? status})" : $"The server answered {status}.";
        }
        catch (Exception fault) when (fault is JsonException or IOException or HttpRequestException)
        {
            return $"The server answered {status}.";
        }
    }

    private ClientFault Unreachable(Exception fault) => new(
        $"Can't reach the server at {_http.BaseAddress} ({fault.Message}). Is it running ('silo serve' starts it), and is --server right?", fault);

    private static TimeSpan Wait(RetryConditionHeaderValue? asked, int attempt)
    {
        TimeSpan wait = asked?.Delta ?? TimeSpan.FromSeconds(0.25 * Math.Pow(2, Math.Min(attempt, 8)));
        return wait < LongestPause ? wait : LongestPause;
    }

    private sealed record Problem(string? Detail, string? Code);
}
