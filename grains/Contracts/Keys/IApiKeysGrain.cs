namespace MediaAnalytics.Contracts.Keys;

/// <summary>The book of API keys (key: 0). Gateways keep a copy, which they ask about every few seconds. No secret ever reaches it.</summary>
[Alias("ma.IApiKeysGrain")]
public interface IApiKeysGrain : IGrainWithIntegerKey
{
    /// <summary>All keys, or null where <paramref name="known"/> is still the version.</summary>
    Task<ApiKeySnapshot?> ChangedSinceAsync(long known);

    /// <summary>Adds a key. Durable when it returns.</summary>
    Task<ApiKeyAddOutcome> AddAsync(ApiKeyRecord key);

    /// <summary>Revokes a key and returns its record; one that was revoked stays as it is; null where there is none. Durable when it returns.</summary>
    Task<ApiKeyRecord?> RevokeAsync(string id);
}
