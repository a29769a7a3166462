namespace MediaAnalytics.Gateway.Hosting;

/// <summary>
/// Refuses writes that a page of another origin makes a browser send: without keys nothing else would tell them apart, and with keys the session's cookie
/// might go with them.
/// </summary>
public static class SameOriginWrites
{
    /// <summary>Adds the check. Programs send no <c>Origin</c> and pass.</summary>
    public static IApplicationBuilder UseSameOriginWrites(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        HttpRequest request = context.Request;
        bool reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        string? origin = request.Headers.Origin;
        // A proxy that ends the TLS changes the scheme that is seen here; the browser's own word, which no page can forge, still stands.
        bool own = request.Headers["Sec-Fetch-Site"] == "same-origin" || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
        if (reads || origin is null || own)
            return next(context);

        return Problems
            .Of(StatusCodes.Status403Forbidden, "origin.foreign", $"A page of {origin} may not write here. Use the page or the programs of this server.")
            .ExecuteAsync(context);
    });
}
