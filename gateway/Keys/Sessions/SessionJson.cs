using MediaAnalytics.Gateway.Keys.Ring;

namespace MediaAnalytics.Gateway.Keys.Sessions;

/// <summary>Who the caller is to the server.</summary>
/// <param name="Required">Whether the server asks for keys at all.</param>
/// <param name="SignedIn">Whether the caller has shown one, by a session or by itself.</param>
/// <param name="Name">The key's name.</param>
/// <param name="Scopes">What it opens: read, ingest, admin.</param>
/// <param name="ExpiresAt">When the session ends; null where there is none.</param>
internal sealed record SessionJson(bool Required, bool SignedIn, string? Name, string[] Scopes, DateTimeOffset? ExpiresAt)
{
    /// <summary>Of a caller that was let in, or of none.</summary>
    public static SessionJson Of(KeysOptions options, KeyHolder? holder) =>
        options.Required && holder is not null
            ? new(true, true, holder.Name, ScopeWords.Of(holder.Scopes), holder.Session)
            : new(options.Required, false, null, [], null);
}
