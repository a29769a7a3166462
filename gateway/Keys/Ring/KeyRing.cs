using System.Collections.Concurrent;
using System.Collections.Frozen;
using MediaAnalytics.Contracts.Keys;

namespace MediaAnalytics.Gateway.Keys.Ring;

/// <summary>
/// This process's copy of the keys. While the grain that keeps them does not answer, the copy stays in use for <see cref="MaxAge"/>; then nobody is let
/// in but with the key of the configuration. Any thread.
/// </summary>
internal sealed class KeyRing(KeysOptions options, TimeProvider time)
{
    /// <summary>How old the copy may be.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(2);

    private static readonly byte[] Nobody = ApiKey.Hash("");

    private readonly byte[]? _bootstrap = options.Admin is { } admin ? ApiKey.Hash(admin) : null;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);
    private volatile Copy? _copy;
    private long _confirmed;

    /// <summary>The version of the copy; -1 before the first.</summary>
    public long Version => _copy?.Version ?? -1;

    /// <summary>Whether there is a copy that is not too old.</summary>
    public bool IsCurrent => _copy is not null && time.GetElapsedTime(Interlocked.Read(ref _confirmed)) <= MaxAge;

    /// <summary>Takes what the grain answered when it was asked at <paramref name="asked"/>; null: the copy is still right.</summary>
    public void Take(ApiKeySnapshot? snapshot, long asked)
    {
        if (snapshot is not null)
        {
            var keys = snapshot.Keys.ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);
            _copy = new(snapshot.Version, keys);
            foreach (string id in _used.Keys.Where(id => !keys.ContainsKey(id)))
                _used.TryRemove(id, out _);
        }

        Interlocked.Exchange(ref _confirmed, asked);
    }

    /// <summary>Whose key a text is.</summary>
    /// <param name="text">What the caller gave.</param>
    /// <param name="tryBootstrap">Whether it may be the key of the configuration, too.</param>
    public KeyVerdict Verify(string text, bool tryBootstrap = true)
    {
        if (tryBootstrap && _bootstrap is not null && ApiKey.Matches(text, _bootstrap))
            return KeyHolder.Bootstrap;
        if (!ApiKey.TryParse(text, out string id, out string secret))
            return KeyRefusal.Unknown;
        if (!IsCurrent)
            return KeyRefusal.Unavailable;
        ApiKeyRecord? key = _copy!.Keys.GetValueOrDefault(id);
        // An unknown id takes as long as a known one.
        return ApiKey.Matches(secret, key?.SecretSha256 ?? Nobody) && key is not null ? Now(key) : KeyRefusal.Unknown;
    }

    /// <summary>Who has the key of an id now, and the hash of its secret.</summary>
    public (KeyVerdict Verdict, byte[] SecretSha256) Find(string id) =>
        id == KeyHolder.BootstrapId ? (_bootstrap is null ? KeyRefusal.Unknown : KeyHolder.Bootstrap, _bootstrap ?? Nobody)
        : !IsCurrent ? (KeyRefusal.Unavailable, Nobody)
        : _copy!.Keys.GetValueOrDefault(id) is { } key ? (Now(key), key.SecretSha256)
        : (KeyRefusal.Unknown, Nobody);

    /// <summary>Whether a caller that was let in would be so still.</summary>
    public bool StillHolds(KeyHolder holder) => Find(holder.Id).Verdict.Holder is not null && !(holder.Session <= time.GetUtcNow());

    /// <summary>When this process saw a key last, to the minute; null where it has not.</summary>
    public DateTimeOffset? LastUsed(string id) => _used.TryGetValue(id, out DateTimeOffset at) ? at : null;

    private KeyVerdict Now(ApiKeyRecord key)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (key.RevokedAt is not null)
            return KeyRefusal.Revoked;
        if (key.ExpiresAt <= now)
            return KeyRefusal.Expired;
        if (!_used.TryGetValue(key.Id, out DateTimeOffset before) || now - before >= TimeSpan.FromMinutes(1))
            _used[key.Id] = new(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        return new KeyHolder(key.Id, key.Name, key.Scopes);
    }

    private sealed record Copy(long Version, FrozenDictionary<string, ApiKeyRecord> Keys);
}
