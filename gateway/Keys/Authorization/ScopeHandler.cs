using MediaAnalytics.Gateway.Keys.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace MediaAnalytics.Gateway.Keys.Authorization;

/// <summary>Looks whether the caller's key has the scope.</summary>
internal sealed class ScopeHandler : AuthorizationHandler<ScopeRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScopeRequirement requirement)
    {
        if (context.User.Identity is KeyIdentity { Holder: var holder } && requirement.IsMetBy(holder.Scopes))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
