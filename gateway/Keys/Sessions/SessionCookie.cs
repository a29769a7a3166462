namespace MediaAnalytics.Gateway.Keys.Sessions;

/// <summary>The cookie of the page's session: out of reach of scripts, sent by no other site's pages, and only by TLS where the page came by TLS.</summary>
internal static class SessionCookie
{
    /// <summary>Its name.</summary>
    public const string Name = "ma_session";

    /// <summary>Sets it.</summary>
    public static void Set(HttpContext context, string token, DateTimeOffset expires) =>
        context.Response.Cookies.Append(Name, token, Options(context.Request, expires));

    /// <summary>Takes it away.</summary>
    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context.Request, null));

    private static CookieOptions Options(HttpRequest request, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps || CameByTls(request),
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };

    /// <summary>A proxy may have ended the TLS: the browser still says where its page came from.</summary>
    private static bool CameByTls(HttpRequest request) => request.Headers.Origin.ToString().StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
