using System.Globalization;
using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Gateway.Keys.Authentication;
using MediaAnalytics.Gateway.Keys.Ring;
using MediaAnalytics.Gateway.Keys.Sessions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace MediaAnalytics.Gateway.Keys.Authorization;

/// <summary>Turns callers away: a person at a browser to the sign-in page, programs with a problem that says what to do.</summary>
internal sealed class KeyRefusals(KeyDoor door) : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);

        context.Response.Headers.CacheControl = "no-store";
        ApiKeyScopes needed = policy.Requirements.OfType<ScopeRequirement>().FirstOrDefault()?.AnyOf
            ?? (context.GetEndpoint() is not RouteEndpoint ? ApiKeyScopes.None : ApiKeyScopes.Admin);
        KeyRefusal? refusal = authorizeResult.Forbidden ? null : context.Features.Get<KeyVerdict>()?.Refusal ?? KeyRefusal.Missing;
        if (refusal is null or KeyRefusal.Missing or KeyRefusal.SessionEnded && WantsPage(context.Request))
        {
            context.Response.Redirect(SignInPage.AddressFor(context.Request, needed));
            return Task.CompletedTask;
        }

        return (refusal is { } reason ? Refuse(context, reason) : Forbid(context, needed)).ExecuteAsync(context);
    }

    /// <summary>The answer to a caller that is not let in.</summary>
    public IResult Refuse(HttpContext context, KeyRefusal reason)
    {
        if (reason == KeyRefusal.Unavailable)
        {
            return Intake.RetryAfter.Of(
                context, StatusCodes.Status503ServiceUnavailable, "keys.unavailable", "The server can't read its API keys at the moment: ask again soon.", KeyRingRefresh.Every);
        }

        if (reason == KeyRefusal.TooMany)
        {
            return Intake.RetryAfter.Of(
                context, StatusCodes.Status429TooManyRequests, "keys.tooMany", "Too many wrong API keys came from your address: look at the key, and wait.",
                door.Wait(context.Connection.RemoteIpAddress));
        }

        (string code, string detail) = reason switch
        {
            KeyRefusal.Unknown => ("keys.unknown", "This is no API key of this server. Give one as 'Authorization: Bearer KEY'; an admin makes them with 'gateway keys create'."),
            KeyRefusal.Revoked => ("keys.revoked", "This API key was revoked. Ask an admin for another."),
            KeyRefusal.Expired => ("keys.expired", "This API key has expired. Ask an admin for another."),
            KeyRefusal.SessionEnded => ("keys.sessionEnded", "The session has ended. Sign in again."),
            _ => ("keys.missing", "This server asks for an API key: send it as 'Authorization: Bearer KEY', or sign in at /sign-in."),
        };
        context.Response.Headers.WWWAuthenticate = reason == KeyRefusal.Missing
            ? "Bearer realm=\"MediaAnalytics\""
            : "Bearer realm=\"MediaAnalytics\", error=\"invalid_token\"";
        return Problems.Of(StatusCodes.Status401Unauthorized, code, detail);
    }

    private static IResult Forbid(HttpContext context, ApiKeyScopes needed)
    {
        string[] words = ScopeWords.Of(needed);
        string name = context.User.Identity is KeyIdentity { Holder: var holder } ? $" '{holder.Name}'" : "";
        context.Response.Headers.WWWAuthenticate = string.Create(
            CultureInfo.InvariantCulture, $"Bearer realm=\"MediaAnalytics\", error=\"insufficient_scope\", scope=\"{string.Join(' ', words)}\"");
        return Problems.Of(
            StatusCodes.Status403Forbidden, "keys.scope", $"The API key{name} lacks the scope {string.Join(" or ", words)}. An admin makes one that has it: gateway keys create --scope {words[0]}");
    }

    private static bool WantsPage(HttpRequest request) =>
        HttpMethods.IsGet(request.Method)
        && string.IsNullOrEmpty(request.Headers.Authorization)
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
        && !request.Path.StartsWithSegments("/v1/live");
}
