using MediaAnalytics.Contracts.Keys;
using Microsoft.AspNetCore.Authorization;

namespace MediaAnalytics.Gateway.Keys.Authorization;

/// <summary>
/// Who may call an endpoint. Each has one of these, or says that it is open to all; one that says neither is for admins. A client verb needs one scope:
/// import and observe <c>ingest</c>, verify and model --status <c>read</c>, keys and model <c>admin</c>.
/// </summary>
internal static class KeyPolicies
{
    /// <summary>Answers, the live page, which models and silos serve.</summary>
    public const string Read = "read";

    /// <summary>Catalogues, media and readings in; edits, which a catalogue's row could make as well.</summary>
    public const string Ingest = "ingest";

    /// <summary>What became of what was sent in: whoever sends must see it, and whoever reads may.</summary>
    public const string ReadOrIngest = "read or ingest";

    /// <summary>Keys, the model that serves, declarations that can't be taken back, work for operators.</summary>
    public const string Admin = "admin";

    /// <summary>The API's description.</summary>
    public const string AnyKey = "any key";

    /// <summary>All policies and what they ask for.</summary>
    public static IReadOnlyDictionary<string, ScopeRequirement> All { get; } = new Dictionary<string, ScopeRequirement>
    {
        [Read] = new(ApiKeyScopes.Read),
        [Ingest] = new(ApiKeyScopes.Ingest),
        [ReadOrIngest] = new(ApiKeyScopes.Read | ApiKeyScopes.Ingest),
        [Admin] = new(ApiKeyScopes.Admin),
        [AnyKey] = new(ApiKeyScopes.None),
    };

    /// <summary>Adds the policies.</summary>
    public static void AddTo(AuthorizationOptions options)
    {
        foreach ((string name, ScopeRequirement requirement) in All)
            options.AddPolicy(name, policy => policy.RequireAuthenticatedUser().AddRequirements(requirement));
        // No endpoint at all is a plain 404 for whoever has a key, and says nothing to others; so is what routing answers itself, as 405 to a wrong method.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => context.Resource is HttpContext http && (http.GetEndpoint() is not RouteEndpoint || IsAdmin(http)))
            .Build();
    }

    private static bool IsAdmin(HttpContext http) =>
        http.User.Identity is Authentication.KeyIdentity { Holder: var holder } && All[Admin].IsMetBy(holder.Scopes);
}
