using System.Globalization;
using MediaAnalytics.Contracts;
using MediaAnalytics.Storage.Redis;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.GrainState.Redis;

/// <summary>
/// Grain state in Redis. The etag counts a state's writes; a cleared state keeps it. Where a state has due work, its time is stored by the same script. A
/// write that was cut off may have taken effect: the next one then finds another etag, and the grain starts anew from what is stored. Callers on any thread.
/// </summary>
internal sealed class RedisGrainStorage(
    RedisConnection redis, IGrainStorageSerializer serializer, IActivatorProvider activators, WorkSignal signal) : IGrainStorage
{
    private static readonly RedisValue[] Fields = ["etag", "payload"];

    /// <exception cref="StorageUnavailableException">Redis does not answer.</exception>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        RedisValue[] found;
        try
        {
            found = await redis.Database.HashGetAsync(Key(stateName, grainId), Fields, CommandFlags.DemandMaster);
        }
        catch (Exception e) when (RedisConnection.IsTrouble(e))
        {
            throw redis.Unavailable(e);
        }

        grainState.ETag = found[0];
        grainState.RecordExists = !found[1].IsNull;
        grainState.State = found[1].IsNull ? activators.GetActivator<T>().Create() : serializer.Deserialize<T>(new BinaryData((byte[])found[1]!))!;
    }

    /// <exception cref="InconsistentStateException">Another activation has written it.</exception>
    /// <exception cref="StorageUnavailableException">Redis does not answer, or refuses.</exception>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // Here, on the grain's own turn: the state may change once this method has awaited.
        var payload = serializer.Serialize(grainState.State).ToMemory();
        await StoreAsync(stateName, grainId, grainState, payload, (grainState.State as IHasDueWork)?.DueAt);
        grainState.RecordExists = true;
    }

    /// <exception cref="InconsistentStateException">Another activation has written it.</exception>
    /// <exception cref="StorageUnavailableException">Redis does not answer, or refuses.</exception>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null)
        {
            await StoreAsync(stateName, grainId, grainState, null, null);
        }

        grainState.RecordExists = false;
        grainState.State = activators.GetActivator<T>().Create();
    }

    private async Task StoreAsync<T>(string kind, GrainId grainId, IGrainState<T> grainState, ReadOnlyMemory<byte>? payload, DateTimeOffset? due)
    {
        string seen = grainState.ETag ?? "0";
        RedisKey[] keys = [Key(kind, grainId), redis.Keys.Due(kind), redis.Keys.Claims(kind)];
        RedisValue[] values =
        [
            seen,
            payload is not null,
            payload ?? default,
            due is { } at ? DueTime.Score(at) : RedisValue.EmptyString,
            grainId.Key.ToString(),
            redis.Keys.WorkChannel,
            redis.Process,
        ];
        string found = (string)(await redis.CommitAsync(RedisStateScripts.Store, keys, values))!;
        if (found != seen)
        {
            throw new InconsistentStateException(
                $"The state '{kind}' of {grainId} has been written by another activation.", found, grainState.ETag ?? "(none)");
        }

        grainState.ETag = (long.Parse(seen, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        if (due is not null)
        {
            signal.Raise();
        }
    }

    private RedisKey Key(string kind, GrainId grain) => redis.Keys.State(kind, grain.Type.ToString()!, grain.Key.ToString()!);
}
