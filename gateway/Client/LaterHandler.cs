using System.Net;

namespace MediaAnalytics.Gateway.Client;

/// <summary>Asks again, each second, where a server says "later" (429, 503), for at most <see cref="GatewayClient.Patience"/>. For requests without a body.</summary>
internal sealed class LaterHandler(TimeProvider time) : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        long began = time.GetTimestamp();
        while (true)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || time.GetElapsedTime(began) > GatewayClient.Patience)
                return response;
            response.Dispose();
            await Task.Delay(Pause, time, cancellationToken);
        }
    }
}
