using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authentication;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Gateway.Keys.Ring;

namespace MediaAnalytics.Gateway.Keys.Management;

/// <summary>How admins make and revoke keys. Whoever has Keys:Admin can always get in, so no one locks everybody out.</summary>
internal static class KeyEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapKeys(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/keys").WithTags("Keys").RequireAuthorization(KeyPolicies.Admin);
        group.AddEndpointFilter(OnlyWhereAskedForAsync);
        group.MapPost("", PostAsync)
            .WithSummary("Makes an API key. The answer shows it, once")
            .WithDescription(
                "The key has the form ma_ID_SECRET. The server keeps a hash of the secret alone. Scopes: read (answers, the live page), ingest (catalogues, media, "
                + "readings, edits), admin (everything).")
            .Accepts<NewKeyJson>("application/json", "*/*")
            .Produces<CreatedKeyJson>(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        group.MapGet("", GetAsync).WithSummary("All keys, without their secrets").Produces<KeysJson>();
        group.MapDelete("/{id}", DeleteAsync)
            .WithSummary("Revokes a key; every gateway refuses it within 5 seconds")
            .WithDescription($"A gateway that is cut off from the silos refuses it within {KeyRing.MaxAge.TotalMinutes:0} minutes: so long it uses its copy of the keys.")
            .Produces<KeyJson>().ProducesProblem(StatusCodes.Status404NotFound);
        return routes;
    }

    /// <summary>A key that is made while everybody may make one would outlast that time.</summary>
    private static ValueTask<object?> OnlyWhereAskedForAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<KeysOptions>().Required
            ? next(context)
            : ValueTask.FromResult<object?>(Problems.Of(
                StatusCodes.Status409Conflict, "keys.notRequired", "This server asks for no keys, so it makes none. Set Keys:Required to true and Keys:Admin to a first key."));

    private static async Task<IResult> PostAsync(
        HttpContext context, IGrainFactory grains, KeyRingRefresh refresh, TimeProvider time, CancellationToken cancellation)
    {
        (NewKeyJson? body, IResult? problem) = await JsonBody.ReadAsync<NewKeyJson>(context.Request, cancellation);
        if (problem is not null)
            return problem;
        if (Read(body!, out string name, out ApiKeyScopes scopes) is { } wrong)
            return Problems.Of(StatusCodes.Status400BadRequest, "keys.invalid", wrong);

        DateTimeOffset now = time.GetUtcNow();
        string by = (context.User.Identity as KeyIdentity)?.Holder.Name ?? "";
        string key;
        ApiKeyRecord record;
        ApiKeyAddOutcome outcome;
        do
        {
            (key, string id, byte[] secretSha256) = ApiKey.Create();
            record = new(id, name, scopes, secretSha256, now, by, body!.ExpiresInDays is { } days ? now.AddDays(days) : null);
            outcome = await grains.GetGrain<IApiKeysGrain>(0).AddAsync(record);
        }
        while (outcome == ApiKeyAddOutcome.IdTaken);
        if (outcome == ApiKeyAddOutcome.Full)
        {
            return Problems.Of(
                StatusCodes.Status409Conflict, "keys.full", $"There are {ApiKeyLimits.MaxKeys} keys, and that is the limit. Revoke one that is not needed: GET /v1/keys lists them.");
        }

        await refresh.ReadNowAsync(cancellation);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created((string?)null, new CreatedKeyJson(key, KeyJson.Of(record, now, null)));
    }

    private static async Task<IResult> GetAsync(IGrainFactory grains, KeyRing ring, TimeProvider time)
    {
        ApiKeySnapshot snapshot = (await grains.GetGrain<IApiKeysGrain>(0).ChangedSinceAsync(-1))!;
        DateTimeOffset now = time.GetUtcNow();
        return TypedResults.Ok(new KeysJson([.. snapshot.Keys.Select(key => KeyJson.Of(key, now, ring.LastUsed(key.Id)))]));
    }

    private static async Task<IResult> DeleteAsync(
        string id, IGrainFactory grains, KeyRing ring, KeyRingRefresh refresh, TimeProvider time, CancellationToken cancellation)
    {
        if (id == KeyHolder.BootstrapId)
            return Problems.Of(StatusCodes.Status404NotFound, "keys.unknownId", "The bootstrap key stands in the configuration: set another Keys:Admin, and restart the gateways.");
        if (!ApiKey.IsId(id) || await grains.GetGrain<IApiKeysGrain>(0).RevokeAsync(id) is not { } revoked)
            return Problems.Of(StatusCodes.Status404NotFound, "keys.unknownId", "There is no key with this id: it is the 12 characters after 'ma_'. GET /v1/keys lists them.");

        await refresh.ReadNowAsync(cancellation);
        return TypedResults.Ok(KeyJson.Of(revoked, time.GetUtcNow(), ring.LastUsed(id)));
    }

    /// <summary>What is wrong with a new key; null where nothing is.</summary>
    private static string? Read(NewKeyJson body, out string name, out ApiKeyScopes scopes)
    {
        name = body.Name?.Trim() ?? "";
        (scopes, string? unknown) = ScopeWords.Parse(body.Scopes ?? []);
        return name.Length is 0 or > ApiKeyLimits.MaxName || name.Any(char.IsControl) ? $"name must be 1 to {ApiKeyLimits.MaxName} characters that say what the key is for."
            : unknown is not null ? $"scopes: '{unknown}' is none of {string.Join(", ", ScopeWords.All)}."
            : scopes == ApiKeyScopes.None ? $"scopes: give some of {string.Join(", ", ScopeWords.All)}."
            : body.ExpiresInDays is < 1 or > ApiKeyLimits.MaxDays ? $"expiresInDays must be 1 to {ApiKeyLimits.MaxDays}; leave it out for a key without an end."
            : null;
    }
}
