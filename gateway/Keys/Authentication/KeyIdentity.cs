using System.Security.Claims;
using MediaAnalytics.Gateway.Keys.Ring;

namespace MediaAnalytics.Gateway.Keys.Authentication;

/// <summary>A caller that was let in.</summary>
internal sealed class KeyIdentity(KeyHolder holder)
    : ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, holder.Id), new Claim(ClaimTypes.Name, holder.Name)], KeyAuthenticationHandler.SchemeName)
{
    public KeyHolder Holder => holder;
}
