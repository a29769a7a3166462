using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Grains.Placement;

namespace MediaAnalytics.Grains.Keys;

/// <summary>Keeps the keys. Each change is one write; one that fails is forgotten with the activation, since it may or may not be stored.</summary>
[RunsOn(SiloRoles.Core)]
internal sealed class ApiKeysGrain(
    [PersistentState("keys", "state")] IPersistentState<ApiKeysState> storage, TimeProvider time) : Grain, IApiKeysGrain
{
    private ApiKeyRecord[] Keys => storage.State.Keys;

    public Task<ApiKeySnapshot?> ChangedSinceAsync(long known) =>
        Task.FromResult(storage.State.Version == known ? null : new ApiKeySnapshot(storage.State.Version, Keys));

    public async Task<ApiKeyAddOutcome> AddAsync(ApiKeyRecord key)
    {
        if (Array.Exists(Keys, held => held.Id == key.Id))
            return ApiKeyAddOutcome.IdTaken;

        IEnumerable<ApiKeyRecord> kept = Keys;
        if (Keys.Length >= ApiKeyLimits.MaxKeys)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (Keys.Where(held => held.HasEnded(now)).MinBy(Ended) is not { } ended)
                return ApiKeyAddOutcome.Full;
            kept = Keys.Where(held => held != ended);
        }

        await WriteAsync([.. kept, key]);
        return ApiKeyAddOutcome.Added;
    }

    public async Task<ApiKeyRecord?> RevokeAsync(string id)
    {
        int place = Array.FindIndex(Keys, held => held.Id == id);
        if (place < 0)
            return null;
        if (Keys[place].RevokedAt is null)
        {
            ApiKeyRecord[] keys = [.. Keys];
            keys[place] = keys[place] with { RevokedAt = time.GetUtcNow() };
            await WriteAsync(keys);
        }

        return Keys[place];
    }

    private static DateTimeOffset? Ended(ApiKeyRecord key) => key.RevokedAt is { } revoked && !(key.ExpiresAt < revoked) ? revoked : key.ExpiresAt;

    private async Task WriteAsync(ApiKeyRecord[] keys)
    {
        ApiKeysState before = storage.State;
        storage.State = new() { Version = before.Version + 1, Keys = keys };
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = before;
            DeactivateOnIdle();
            throw;
        }
    }
}
