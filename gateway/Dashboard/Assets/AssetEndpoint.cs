namespace MediaAnalytics.Gateway.Dashboard.Assets;

/// <summary>Serves the page's files: revalidated each time, never older than the server, and allowed nothing from elsewhere.</summary>
internal static class AssetEndpoint
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static IResult Page(HttpContext context) => Serve(context, DashboardAssets.Index);

    public static IResult SignIn(HttpContext context) => Serve(context, DashboardAssets.SignIn);

    public static IResult File(HttpContext context, string path) => Serve(context, "assets/" + path);

    private static IResult Serve(HttpContext context, string path)
    {
        if (DashboardAssets.Find(path) is not { } asset)
            return Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "No such file", detail: $"The page has no file {path}.");

        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return Results.Bytes(asset.Content, asset.ContentType, entityTag: asset.ETag);
    }
}
