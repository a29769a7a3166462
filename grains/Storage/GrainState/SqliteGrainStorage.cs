using System.Globalization;
using MediaAnalytics.Contracts;
using MediaAnalytics.Storage.Sqlite;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace MediaAnalytics.Storage.GrainState;

/// <summary>
/// Grain state in SQLite: many waiting grains share a commit. The etag counts a row's writes. Where a state has due work, its time stands in the same
/// row. Callers on any thread.
/// </summary>
internal sealed class SqliteGrainStorage(
    StateDatabase database, IGrainStorageSerializer serializer, IActivatorProvider activators, WorkSignal signal) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (key, owner) = Identity(grainId);
        var (etag, payload) = await database.Readers.RunAsync(
            session => session.First(
                "SELECT etag, payload FROM state WHERE kind = $1 AND key = $2 AND owner = $3",
                static r => (r.GetInt64(0), r.IsDBNull(1) ? null : r.GetFieldValue<byte[]>(1)),
                stateName,
                key,
                owner),
            CancellationToken.None);
        grainState.ETag = etag == 0 ? null : Text(etag);
        grainState.RecordExists = payload is not null;
        grainState.State = payload is null ? activators.GetActivator<T>().Create() : serializer.Deserialize<T>(new BinaryData(payload))!;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        // Here, on the grain's own turn: the state may change once this method has awaited.
        byte[] payload = Blob.Of(serializer.Serialize(grainState.State).ToMemory());
        long? due = (grainState.State as IHasDueWork)?.DueAt?.UtcTicks;
        await StoreAsync(stateName, grainId, grainState, payload, due);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.ETag is not null)
        {
            await StoreAsync(stateName, grainId, grainState, null, null);
        }

        grainState.RecordExists = false;
        grainState.State = activators.GetActivator<T>().Create();
    }

    private async Task StoreAsync<T>(string kind, GrainId grainId, IGrainState<T> grainState, byte[]? payload, long? due)
    {
        var (key, owner) = Identity(grainId);
        long seen = grainState.ETag is { } etag ? long.Parse(etag, CultureInfo.InvariantCulture) : 0;
        long stored = await database.Writer.RunAsync(
            session => Store(session, kind, key, owner, seen, payload, due),
            found =>
            {
                if (due is not null && found == seen)
                {
                    signal.Raise();
                }
            },
            CancellationToken.None);
        if (stored != seen)
        {
            throw new InconsistentStateException(
                $"The state '{kind}' of {grainId} has been written by another activation.", Text(stored), grainState.ETag ?? "(none)");
        }

        grainState.ETag = Text(seen + 1);
    }

    /// <summary>Stores the row where its etag is the one seen; the etag that was found.</summary>
    private static long Store(SqliteSession session, string kind, string key, string owner, long seen, byte[]? payload, long? due)
    {
        int changed = seen == 0
            ? session.Execute(
                "INSERT INTO state (kind, key, owner, etag, due, payload) VALUES ($1, $2, $3, 1, $4, $5) ON CONFLICT DO NOTHING",
                kind,
                key,
                owner,
                due,
                payload)
            : session.Execute(
                "UPDATE state SET etag = etag + 1, due = $5, payload = $6 WHERE kind = $1 AND key = $2 AND owner = $3 AND etag = $4",
                kind,
                key,
                owner,
                seen,
                due,
                payload);
        return changed == 1
            ? seen
            : session.First("SELECT etag FROM state WHERE kind = $1 AND key = $2 AND owner = $3", static r => r.GetInt64(0), kind, key, owner);
    }

    private static (string Key, string Owner) Identity(GrainId grain) => (grain.Key.ToString()!, grain.Type.ToString()!);

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);
}
