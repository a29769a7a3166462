using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace MediaAnalytics.Storage.Redis;

/// <summary>
/// The process's one connection to Redis, shared by all stores: what they send at once goes out together and shares a flush to the server's disk. It comes
/// back by itself where the server was away. Callers on any thread.
/// </summary>
internal sealed partial class RedisConnection : IAsyncDisposable
{
    /// <summary>The database's name in metrics.</summary>
    public const string MeterName = "redis";

    /// <summary>Settings that the connection string may set otherwise; times in milliseconds. Without a connection, too, a request waits until its time is over.</summary>
    private const string Defaults = "asyncTimeout=5000,syncTimeout=5000,connectTimeout=5000,keepAlive=10,connectRetry=3,";

    private static readonly ExponentialRetry ReconnectAfter = new(deltaBackOffMilliseconds: 250, maxDeltaBackOffMilliseconds: 2_000);

    private readonly ConnectionMultiplexer _multiplexer;
    private readonly RedisOptions _options;
    private readonly ILogger _logger;
    private IReadOnlyList<string> _notices = [];

    private RedisConnection(ConnectionMultiplexer multiplexer, RedisOptions options, ILogger logger)
    {
        _multiplexer = multiplexer;
        _options = options;
        _logger = logger;
        Keys = new(options.ClusterId);
        Server = ServerOf(multiplexer);
        Database = multiplexer.GetDatabase();
        multiplexer.ConnectionFailed += (_, failed) => LogLost(Server, failed.ConnectionType, failed.FailureType);
        multiplexer.ConnectionRestored += (_, restored) => LogRestored(Server, restored.ConnectionType);
    }

    public RedisKeys Keys { get; }

    /// <summary>What this process marks its messages with, to know them from others'.</summary>
    public string Process { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What a user should know of the server: what <see cref="RedisOptions.AcceptLessDurable"/> accepted, or <see cref="CheckAgainAsync"/> found.</summary>
    public IReadOnlyList<string> Notices => Volatile.Read(ref _notices);

    /// <summary>Address, for messages.</summary>
    public string Server { get; }

    public IDatabase Database { get; }

    /// <summary>Connects, and checks that the server keeps what it acknowledges.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names its key.</exception>
    /// <exception cref="StorageUnavailableException">No server answers, or it isn't one that the stores can trust; the message says why.</exception>
    public static async Task<RedisConnection> OpenAsync(RedisOptions options, ILogger<RedisConnection> logger, CancellationToken cancellation = default)
    {
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException($"{problem}.", nameof(options));
        }

        var connection = new RedisConnection(await ConnectAsync(options, cancellation).ConfigureAwait(false), options, logger);
        try
        {
            connection.Note(await RedisDurability.CheckAsync(connection._multiplexer, connection.Server, options, cancellation).ConfigureAwait(false), LogLevel.Warning);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Looks again whether the server keeps what it acknowledges: it may have been set otherwise, or another may have taken its place. What is found is a notice;
    /// the process goes on.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The server does not answer, or takes no writes.</exception>
    public async Task CheckAgainAsync(CancellationToken cancellation)
    {
        var notices = await RedisDurability.CheckAsync(_multiplexer, Server, _options with { AcceptLessDurable = true }, cancellation).ConfigureAwait(false);
        if (!notices.SequenceEqual(Notices))
        {
            Note(notices, _options.AcceptLessDurable ? LogLevel.Warning : LogLevel.Critical);
        }
    }

    /// <summary>Runs a script, all of which takes effect or nothing. Cancellation ends the wait alone.</summary>
    /// <exception cref="StorageUnavailableException">
    /// The server is away, does not answer in time, or refuses. Where its inner exception is no <see cref="RedisServerException"/>, the script may or may not
    /// have taken effect.
    /// </exception>
    public async Task<RedisResult> RunAsync(string script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellation = default)
    {
        try
        {
            // Sent by hash; a server that does not know it, as after its restart, is sent the text.
            return await Database.ScriptEvaluateAsync(script, keys, values, CommandFlags.DemandMaster).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Unavailable(e);
        }
    }

    /// <summary>Runs a script that stores something, as <see cref="RunAsync"/> does, and measures it as a commit.</summary>
    public async Task<RedisResult> CommitAsync(
        string script, RedisKey[] keys, RedisValue[] values, int requests = 1, CancellationToken cancellation = default)
    {
        long began = TimeProvider.System.GetTimestamp();
        try
        {
            var answer = await RunAsync(script, keys, values, cancellation).ConfigureAwait(false);
            StorageMeter.Committed(MeterName, requests, TimeProvider.System.GetElapsedTime(began));
            return answer;
        }
        catch (StorageUnavailableException)
        {
            StorageMeter.CommitFailed(MeterName);
            throw;
        }
    }

    /// <summary>Takes the messages of a channel, from this process too, in no order; they may get lost.</summary>
    public async Task SubscribeAsync(string channel, Action<string> take)
    {
        try
        {
            await _multiplexer.GetSubscriber().SubscribeAsync(RedisChannel.Literal(channel), (_, message) => take(message.ToString())).ConfigureAwait(false);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Unavailable(e);
        }
    }

    /// <summary>How many connections listen to a channel now.</summary>
    /// <exception cref="StorageUnavailableException">The server does not answer.</exception>
    public async Task<long> SubscribersAsync(string channel)
    {
        try
        {
            var server = _multiplexer.GetServers().First(static s => s.IsConnected && !s.IsReplica);
            return await server.SubscriptionSubscriberCountAsync(RedisChannel.Literal(channel)).ConfigureAwait(false);
        }
        catch (Exception e) when (IsTrouble(e))
        {
            throw Unavailable(e);
        }
    }

    /// <summary>Ends <see cref="SubscribeAsync"/>.</summary>
    public Task UnsubscribeAsync(string channel) =>
        _multiplexer.GetSubscriber().UnsubscribeAsync(RedisChannel.Literal(channel), flags: CommandFlags.FireAndForget);

    public ValueTask DisposeAsync() => _multiplexer.DisposeAsync();

    internal static bool IsTrouble(Exception e) => e is RedisException or RedisTimeoutException or RedisCommandException or ObjectDisposedException;

    internal StorageUnavailableException Unavailable(Exception why) => why switch
    {
        RedisServerException => new($"Redis at {Server} refused: {why.Message}. See its log and its memory.", why),
        RedisTimeoutException => new($"Redis at {Server} did not answer in time. See that it is up, and whether its disk or the network is slow.", why),
        ObjectDisposedException => new($"The connection to Redis at {Server} is closed: the process is stopping.", why),
        _ => new($"Redis at {Server} can't be reached. See that it is up; this process connects again by itself.", why),
    };

    private void Note(IReadOnlyList<string> notices, LogLevel level)
    {
        Volatile.Write(ref _notices, notices);
        foreach (string notice in notices)
        {
            LogNotice(level, notice);
        }
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(RedisOptions options, CancellationToken cancellation)
    {
        var configuration = ConfigurationOptions.Parse(Defaults + options.Configuration);
        configuration.ClientName = "media-analytics";
        configuration.AbortOnConnectFail = true;
        configuration.ReconnectRetryPolicy = ReconnectAfter;

        // The scripts publish by the channel's whole name.
        configuration.ChannelPrefix = default;
        try
        {
            return await ConnectionMultiplexer.ConnectAsync(configuration).WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (RedisException e)
        {
            string server = string.Join(", ", configuration.EndPoints.Select(EndPointCollection.ToString));
            throw new StorageUnavailableException(
                $"No Redis answers at {server}: see that it is up and that the address, password and ssl of the key Cluster:Redis are right.", e);
        }
    }

    private static string ServerOf(ConnectionMultiplexer multiplexer) =>
        string.Join(", ", multiplexer.GetEndPoints(configuredOnly: true).Select(EndPointCollection.ToString));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Connection} connection to Redis at {Server} failed ({Failure}); it is tried again until it holds")]
    private partial void LogLost(string server, ConnectionType connection, ConnectionFailureType failure);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Connection} connection to Redis at {Server} holds again")]
    private partial void LogRestored(string server, ConnectionType connection);

    [LoggerMessage(Message = "{Notice}")]
    private partial void LogNotice(LogLevel level, string notice);
}
