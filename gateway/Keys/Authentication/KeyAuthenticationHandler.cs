using System.Security.Claims;
using System.Text.Encodings.Web;
using MediaAnalytics.Gateway.Keys.Ring;
using MediaAnalytics.Gateway.Keys.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MediaAnalytics.Gateway.Keys.Authentication;

/// <summary>
/// Asks a request for its key: <c>Authorization: Bearer KEY</c>, else the page's session cookie. Why a caller is not let in stands in the request's features
/// as a <see cref="KeyVerdict"/>. Where keys are not asked for, everybody is let in.
/// </summary>
internal sealed class KeyAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeysOptions keys, KeyDoor door, SessionTokens sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "key";

    private const string Bearer = "Bearer ";

    private static readonly AuthenticationTicket Everyone = Ticket(KeyHolder.Everyone);

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        if (!keys.Required)
            return AuthenticateResult.Success(Everyone);

        KeyVerdict verdict = Verdict();
        Context.Features.Set(verdict);
        // Not Fail, which the framework logs for each request: anybody could fill the log.
        return verdict.Holder is { } holder ? AuthenticateResult.Success(Ticket(holder)) : AuthenticateResult.NoResult();
    }

    private KeyVerdict Verdict()
    {
        string? authorization = Request.Headers.Authorization;
        if (!string.IsNullOrEmpty(authorization))
        {
            return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
                ? door.Try(authorization[Bearer.Length..].Trim(), Context.Connection.RemoteIpAddress)
                : KeyRefusal.Missing;
        }

        return Request.Cookies.TryGetValue(SessionCookie.Name, out string? session) ? sessions.Read(session) : KeyRefusal.Missing;
    }

    private static AuthenticationTicket Ticket(KeyHolder holder) => new(new ClaimsPrincipal(new KeyIdentity(holder)), SchemeName);
}
