namespace MediaAnalytics.Gateway.Hosting;

/// <summary>Refuses writes that a page of another origin makes a browser send: the API has no authentication that would tell them apart.</summary>
public static class SameOriginWrites
{
    /// <summary>Adds the check. Programs send no <c>Origin</c> and pass.</summary>
    public static IApplicationBuilder UseSameOriginWrites(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        HttpRequest request = context.Request;
        bool reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        string? origin = request.Headers.Origin;
        if (reads || origin is null || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            return next(context);

        return Problems
            .Of(StatusCodes.Status403Forbidden, "origin.foreign", $"A page of {origin} may not write here. Use the page or the programs of this server.")
            .ExecuteAsync(context);
    });
}
