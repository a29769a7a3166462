using MediaAnalytics.Contracts.Keys;

namespace MediaAnalytics.Gateway.Keys.Management;

/// <summary>A key, without its secret.</summary>
/// <param name="Id">The part of the key after <c>ma_</c>.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">Some of read, ingest, admin.</param>
/// <param name="State">active, revoked or expired.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Name of the key that made it.</param>
/// <param name="ExpiresAt">When it ends by itself; null: never.</param>
/// <param name="RevokedAt">When it was revoked; null where it was not.</param>
/// <param name="LastUsedAt">When the answering process saw it last, to the minute; null where it has not since it started.</param>
internal sealed record KeyJson(
    string Id, string Name, string[] Scopes, string State, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    public static KeyJson Of(ApiKeyRecord key, DateTimeOffset now, DateTimeOffset? lastUsed) => new(
        key.Id, key.Name, ScopeWords.Of(key.Scopes), key.RevokedAt is not null ? "revoked" : key.HasEnded(now) ? "expired" : "active", key.CreatedAt, key.CreatedBy,
        key.ExpiresAt, key.RevokedAt, lastUsed);
}
