using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary><c>GET /v1/live</c>: the feed as server-sent events, until the viewer goes or the server stops.</summary>
internal static class LiveEndpoint
{
    private const int RetryAfterSeconds = 30;

    public static async Task<IResult> StreamAsync(HttpContext context, LiveViewers viewers, IHostApplicationLifetime lifetime)
    {
        using var viewer = viewers.TryJoin();
        if (viewer is null)
            return Full(context);

        var gzip = AcceptsGzip(context.Request);
        var headers = context.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-store";
        headers["X-Accel-Buffering"] = "no";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (gzip)
            headers.ContentEncoding = "gzip";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            if (gzip)
                await context.Response.Body.WriteAsync(LiveFrame.GzipHeader, ended.Token);
            await SendAsync(context.Response, LiveFrame.Greeting, gzip, ended.Token);
            await foreach (var frame in viewer.Frames.ReadAllAsync(ended.Token))
                await SendAsync(context.Response, frame, gzip, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The viewer went or the server stops: how every stream ends.
        }

        return Results.Empty;
    }

    private static async Task SendAsync(HttpResponse response, LiveFrame frame, bool gzip, CancellationToken cancellation)
    {
        await response.Body.WriteAsync(gzip ? frame.Gzip : frame.Plain, cancellation);
        await response.Body.FlushAsync(cancellation);
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var accepted)
        && accepted.Any(encoding => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);

    private static IResult Full(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Problem(
            statusCode: StatusCodes.Status503ServiceUnavailable,
            title: "Too many viewers",
            detail: $"The live page has as many viewers as it may have. Try again in {RetryAfterSeconds} seconds, or ask GET /v1/dissemination.",
            extensions: new Dictionary<string, object?> { ["code"] = "live.full" });
    }
}
