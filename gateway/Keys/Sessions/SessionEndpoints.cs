using MediaAnalytics.Gateway.Dashboard.Assets;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authentication;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Gateway.Keys.Ring;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaAnalytics.Gateway.Keys.Sessions;

/// <summary>How a person at a browser shows a key once and keeps a session.</summary>
internal static class SessionEndpoints
{
    private const string Address = "/v1/session";

    /// <summary>Maps the endpoints, all of them open: they are how one gets in.</summary>
    public static IEndpointRouteBuilder MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPage.Path, AssetEndpoint.SignIn).AllowAnonymous().ExcludeFromDescription();
        RouteGroupBuilder group = routes.MapGroup(Address).WithTags("Keys").AllowAnonymous();
        group.MapGet("", Get).WithSummary("Who the caller is to the server").Produces<SessionJson>();
        group.MapPost("", PostAsync)
            .WithSummary("Opens a session for the page: the key is exchanged for a cookie")
            .WithDescription($"The session lasts {SessionTokens.Life.TotalHours:0} hours, and ends earlier with its key. Programs send 'Authorization: Bearer KEY' instead.")
            .Accepts<SignInJson>("application/json", "*/*")
            .Produces<SessionJson>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapDelete("", Delete).WithSummary("Ends the session: the browser forgets its cookie").Produces(StatusCodes.Status204NoContent);
        return routes;
    }

    private static IResult Get(HttpContext context, KeysOptions options)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Features.Get<KeyVerdict>()?.Refusal == KeyRefusal.Unavailable)
            return context.RequestServices.GetRequiredService<KeyRefusals>().Refuse(context, KeyRefusal.Unavailable);
        return TypedResults.Ok(SessionJson.Of(options, (context.User.Identity as KeyIdentity)?.Holder));
    }

    private static async Task<IResult> PostAsync(
        HttpContext context, KeysOptions options, KeyDoor door, SessionTokens sessions, KeyRefusals refusals, CancellationToken cancellation)
    {
        context.Response.Headers.CacheControl = "no-store";
        (SignInJson? body, IResult? problem) = await JsonBody.ReadAsync<SignInJson>(context.Request, cancellation);
        if (problem is not null)
            return problem;
        if (!options.Required)
            return TypedResults.Ok(SessionJson.Of(options, null));
        if (string.IsNullOrWhiteSpace(body!.Key))
            return Problems.Of(StatusCodes.Status400BadRequest, "keys.empty", "Give a key.");

        KeyVerdict verdict = door.Try(body.Key.Trim(), context.Connection.RemoteIpAddress);
        if (verdict.Holder is not { } holder)
            return refusals.Refuse(context, verdict.Refusal ?? KeyRefusal.Unknown);
        (string token, DateTimeOffset expires) = sessions.Issue(holder);
        SessionCookie.Set(context, token, expires);
        return TypedResults.Ok(SessionJson.Of(options, holder with { Session = expires }));
    }

    private static NoContent Delete(HttpContext context)
    {
        SessionCookie.Delete(context);
        return TypedResults.NoContent();
    }
}
