namespace MediaAnalytics.Contracts.Keys;

/// <summary>What is kept of an API key. The key itself is not among it.</summary>
/// <param name="Id">The part of the key that names it: 12 characters of a-z and 0-9.</param>
/// <param name="Name">What it is for, in its maker's words.</param>
/// <param name="Scopes">What it opens.</param>
/// <param name="SecretSha256">SHA-256 of the key's secret part. A plain hash will do: the secret has 256 random bits, so there is nothing to guess.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Name of the key that made it.</param>
/// <param name="ExpiresAt">When it ends by itself; null where it does not.</param>
/// <param name="RevokedAt">When it was revoked; null where it was not.</param>
[GenerateSerializer, Immutable, Alias("ma.ApiKeyRecord")]
public sealed record ApiKeyRecord(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] ApiKeyScopes Scopes,
    [property: Id(3)] byte[] SecretSha256,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] string CreatedBy,
    [property: Id(6)] DateTimeOffset? ExpiresAt,
    [property: Id(7)] DateTimeOffset? RevokedAt = null)
{
    /// <summary>Whether it opens nothing any more.</summary>
    public bool HasEnded(DateTimeOffset now) => RevokedAt is not null || ExpiresAt <= now;
}
