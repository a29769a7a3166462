using MediaAnalytics.Contracts.Keys;
using Microsoft.AspNetCore.Authorization;

namespace MediaAnalytics.Gateway.Keys.Authorization;

/// <summary>Asks for any of some scopes. <see cref="ApiKeyScopes.None"/>: any key will do.</summary>
internal sealed record ScopeRequirement(ApiKeyScopes AnyOf) : IAuthorizationRequirement
{
    /// <summary>Whether a holder's scopes suffice.</summary>
    public bool IsMetBy(ApiKeyScopes held) => AnyOf == ApiKeyScopes.None || held.Opens(AnyOf);
}
