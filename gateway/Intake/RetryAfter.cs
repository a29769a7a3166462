using System.Globalization;

namespace MediaAnalytics.Gateway.Intake;

/// <summary>Tells a caller to come back later.</summary>
internal static class RetryAfter
{
    /// <summary>A problem answer with a Retry-After header in whole seconds, at least one.</summary>
    public static IResult Of(HttpContext context, int status, string code, string detail, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(status, code, detail);
    }
}
