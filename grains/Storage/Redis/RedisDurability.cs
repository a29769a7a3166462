using StackExchange.Redis;

namespace MediaAnalytics.Storage.Redis;

/// <summary>Whether a server keeps what it has acknowledged.</summary>
internal static class RedisDurability
{
    private static readonly Version Oldest = new(6, 2);

    private static readonly (string Setting, string Wanted, string Loss)[] Wanted =
    [
        ("appendonly", "yes", "everything since its last snapshot is lost when it ends"),
        ("appendfsync", "always", "the newest acknowledged writes are lost when its machine fails"),
        ("no-appendfsync-on-rewrite", "no", "acknowledged writes are lost when its machine fails while it rewrites its file"),
        ("maxmemory-policy", "noeviction", "it drops stored entries and states where its memory is short"),
    ];

    /// <summary>Checks the server; what was accepted though less durable, one line each.</summary>
    /// <exception cref="StorageUnavailableException">The server can't be trusted; the message says why and what to do.</exception>
    public static async Task<IReadOnlyList<string>> CheckAsync(
        IConnectionMultiplexer multiplexer, string address, RedisOptions options, CancellationToken cancellation)
    {
        try
        {
            var server = multiplexer.GetServers().FirstOrDefault(static s => s.IsConnected && !s.IsReplica)
                ?? throw new StorageUnavailableException($"Redis at {address} is a replica, which takes no writes: set the key Cluster:Redis to its primary.");
            await CheckKindAsync(server, address, cancellation).ConfigureAwait(false);
            var notices = new List<string>();
            foreach (var (setting, wanted, loss) in Wanted)
            {
                string? value = await SettingAsync(server, setting, cancellation).ConfigureAwait(false);
                if (value != wanted)
                {
                    notices.Add(value is null
                        ? $"Redis at {address} does not tell its setting {setting}: where it is not {wanted}, {loss}."
                        : $"Redis at {address} has {setting} {value} instead of {wanted}: {loss}.");
                }
            }

            return notices.Count == 0 || options.AcceptLessDurable ? notices : throw Refusal(notices);
        }
        catch (Exception e) when (RedisConnection.IsTrouble(e))
        {
            throw new StorageUnavailableException($"Redis at {address} did not tell what it is: {e.Message}", e);
        }
    }

    private static StorageUnavailableException Refusal(List<string> notices) => new(
        $"{string.Join(' ', notices)} Either set {string.Join(", ", Wanted.Select(static w => $"{w.Setting} {w.Wanted}"))} in redis.conf and let this process "
        + "use CONFIG GET, or accept that data can be lost: Cluster:AcceptLessDurable=true.");

    private static async Task CheckKindAsync(IServer server, string address, CancellationToken cancellation)
    {
        if ((string?)((RedisResult[]?)await server.ExecuteAsync("ROLE").WaitAsync(cancellation).ConfigureAwait(false))?[0] is var role && role != "master")
        {
            throw new StorageUnavailableException($"Redis at {address} has the role {role}, which takes no writes: set the key Cluster:Redis to its primary.");
        }

        string info = (string?)await server.ExecuteAsync("INFO", "server").WaitAsync(cancellation).ConfigureAwait(false) ?? string.Empty;
        var told = info.Split("\r\n").Select(static line => line.Split(':', 2)).Where(static line => line.Length == 2)
            .ToDictionary(static line => line[0], static line => line[1], StringComparer.Ordinal);
        if (server.ServerType == ServerType.Cluster || told.GetValueOrDefault("redis_mode") == "cluster")
        {
            throw new StorageUnavailableException(
                $"Redis at {address} runs in cluster mode, which these stores do not use: set the key Cluster:Redis to a single primary.");
        }

        if (!Version.TryParse(told.GetValueOrDefault("redis_version"), out var version) || version < Oldest)
        {
            throw new StorageUnavailableException(
                $"Redis at {address} has version {told.GetValueOrDefault("redis_version", "(not told)")}; the stores need {Oldest} or newer.");
        }
    }

    /// <summary>A setting's value; null where the server hides it.</summary>
    private static async Task<string?> SettingAsync(IServer server, string setting, CancellationToken cancellation)
    {
        try
        {
            var told = (RedisResult[]?)await server.ExecuteAsync("CONFIG", "GET", setting).WaitAsync(cancellation).ConfigureAwait(false);
            return told is [_, var value] ? (string?)value : null;
        }
        catch (RedisServerException)
        {
            // Not allowed, or renamed away, as hosted ones do: it hides it.
            return null;
        }
    }
}
