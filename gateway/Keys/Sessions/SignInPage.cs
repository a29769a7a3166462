using System.Globalization;
using MediaAnalytics.Contracts.Keys;

namespace MediaAnalytics.Gateway.Keys.Sessions;

/// <summary>Where a person signs in.</summary>
internal static class SignInPage
{
    /// <summary>Its path.</summary>
    public const string Path = "/sign-in";

    /// <summary>
    /// Its address, seen from a request that was turned away, with where to go afterwards and what scope that needs. Relative, as all of the page's addresses are:
    /// a proxy may serve the page under a path.
    /// </summary>
    public static string AddressFor(HttpRequest request, ApiKeyScopes needed)
    {
        string path = request.Path.Value is { Length: > 0 } known ? known[1..] : "";
        string up = string.Concat(Enumerable.Repeat("../", path.Count(letter => letter == '/')));
        string to = Uri.EscapeDataString($"./{path}{request.QueryString}");
        string scope = string.Join(',', ScopeWords.Of(needed));
        return string.Create(CultureInfo.InvariantCulture, $"{(up.Length == 0 ? "./" : up)}{Path[1..]}?to={to}&scope={scope}");
    }
}
