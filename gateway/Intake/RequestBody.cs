using System.IO.Compression;
using MediaAnalytics.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace MediaAnalytics.Gateway.Intake;

/// <summary>Opens a request's body for an endpoint that sets its own limits.</summary>
internal static class RequestBody
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(1);

    /// <summary>What gzip may add to a body that it can't make smaller.</summary>
    private const long GzipOverhead = 1 << 16;

    /// <summary>
    /// The body, decompressed where it is gzip, up to <paramref name="maxBytes"/>; null where its encoding is another. The compressed bytes are limited, too:
    /// gzip can go on without end and yield nothing. The server's own limit on the body's size is lifted for this request.
    /// </summary>
    public static Stream? Open(HttpRequest request, long maxBytes)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        string encoding = request.Headers.ContentEncoding.ToString().Trim();
        if (encoding.Length == 0 || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return new LimitedStream(request.Body, maxBytes);
        return encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase)
            ? new LimitedStream(new GZipStream(new LimitedStream(request.Body, maxBytes + GzipOverhead), CompressionMode.Decompress), maxBytes)
            : null;
    }

    /// <summary>Answers what taking a body may fail with: the caller's fault, or the store's; null where the fault is another.</summary>
    public static IResult? ProblemOf(HttpContext context, Exception fault, string tooLong) => fault switch
    {
        BodyTooLongException => Problems.Of(StatusCodes.Status413PayloadTooLarge, "body.tooLong", tooLong),
        InvalidDataException => Problems.Of(
            StatusCodes.Status400BadRequest, "body.damaged", "The body does not read as its headers say (damaged gzip or multipart); send it again."),
        // BadHttpRequestException is an IOException too: the caller's fault is told from the store's by the order here.
        BadHttpRequestException bad => Problems.Of(bad.StatusCode, "body.broken", "The body ended early or broke the protocol; send it again."),
        StorageUnavailableException or IOException => RetryAfter.Of(
            context, StatusCodes.Status503ServiceUnavailable, "store.unavailable",
            "The server could not store what was sent; nothing of it was kept. Send it again, and have the server's disk looked at if this goes on.", StoreRetry),
        _ => null,
    };

    /// <summary>The answer to a content encoding that is not understood.</summary>
    public static IResult UnknownEncoding => Problems.Of(
        StatusCodes.Status415UnsupportedMediaType, "body.encoding", "Content-Encoding may be gzip or left out.");
}
