using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using StackExchange.Redis;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Recovery;

/// <summary>One silo and one gateway over a real Redis and a real Azurite, started and stopped as a whole. One caller at a time.</summary>
internal sealed class StoppableCluster : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly AzuriteServer azurite = new();
    private ServerProcess? silo;
    private ServerProcess? gateway;
    private ConnectionMultiplexer? connection;

    public RedisServer Redis { get; } = new();

    public HttpClient Client => gateway!.Client;

    private (string Key, string Value)[] Settings =>
    [
        ("Cluster__Redis", Redis.Configuration), ("Cluster__Blobs", azurite.ConnectionString), ("Cluster__Id", "lost"),
        ("Partitions", "3"), ("Partition__CommitEvery", "00:00:01"),
    ];

    public async Task StartStoresAsync(CancellationToken cancellation)
    {
        await Redis.StartAsync(cancellation);
        await azurite.StartAsync(cancellation);
    }

    /// <summary>Starts a silo with some roles, and the gateway; returns when both are ready.</summary>
    public async Task StartAsync(string roles, CancellationToken cancellation)
    {
        silo = Silo(roles);
        await silo.StartAsync(cancellation);
        gateway = new(folder["gateway"], Settings) { Program = Programs.Gateway };
        await gateway.StartAsync(cancellation);
    }

    /// <summary>Starts a silo that is to refuse, and returns what it says.</summary>
    public async Task<string> RefusalAsync(CancellationToken cancellation)
    {
        await using ServerProcess refused = Silo("core,decode");
        refused.Launch();
        Assert.Equal(1, await refused.ExitAsync(cancellation));
        return refused.Output;
    }

    /// <summary>Stops gateway and silo; the stores go on.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        Assert.Equal(0, await gateway!.StopAsync(cancellation));
        Assert.Equal(0, await silo!.StopAsync(cancellation));
        await gateway.DisposeAsync();
        await silo.DisposeAsync();
        (gateway, silo) = (null, null);
    }

    /// <summary>Runs <c>silo recover</c>; its exit code and what it says.</summary>
    public async Task<(int Code, string Output)> RecoverAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo(Programs.Silo, ["recover", .. arguments]);
        foreach ((string key, string value) in (ReadOnlySpan<(string, string)>)[.. Settings, ("Data", folder["recover"])])
            start.Environment[$"MEDIAANALYTICS_{key}"] = value;
        await using var process = new ChildProcess(start);
        return (await process.ExitAsync(cancellation), process.Output);
    }

    /// <summary>Imports catalogue rows, with their media from the folder.</summary>
    public async Task ImportAsync(CancellationToken cancellation, params string[] rows)
    {
        await File.WriteAllLinesAsync(folder["catalogue.csv"], ["id,title,track,creators,genre,media", .. rows], cancellation);
        Directory.CreateDirectory(folder["media"]);
        await RunAsync(cancellation, "import", folder["catalogue.csv"], "--media", folder["media"]);
    }

    /// <summary>Sends one reading of views, and returns when it is folded.</summary>
    public async Task ObserveAsync(CancellationToken cancellation, params (string Mv, int Day, int Views)[] readings)
    {
        await File.WriteAllLinesAsync(
            folder["readings.csv"],
            [
                "mv,platform,source,observedAt,views",
                .. readings.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Mv},youtube,test,2025-03-{r.Day:00}T00:00:00Z,{r.Views}")),
            ],
            cancellation);
        await RunAsync(cancellation, "observe", folder["readings.csv"]);
    }

    /// <summary>Makes a sound file for the next import.</summary>
    public async Task MakeSoundAsync(string name, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder["media"]);
        await using var ffmpeg = new ChildProcess("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "sine=440:d=5", folder[$"media/{name}"]);
        Assert.True(await ffmpeg.ExitAsync(cancellation) == 0, ffmpeg.Output);
    }

    /// <summary>Returns when all that the log has taken is in facts: it is trimmed then.</summary>
    public async Task CommittedAsync(CancellationToken cancellation)
    {
        IDatabase database = await DatabaseAsync();
        while ((await Task.WhenAll(Enumerable.Range(0, 3).Select(k => database.StreamLengthAsync($"{{lost}}:log:{k}")))).Sum() > 0)
            await Task.Delay(50, cancellation);
    }

    /// <summary>Loses everything in Redis.</summary>
    public async Task FlushAsync() => await (await DatabaseAsync()).ExecuteAsync("FLUSHALL");

    public async Task<long> KeysAsync() => (long)await (await DatabaseAsync()).ExecuteAsync("DBSIZE");

    public async Task<JsonNode> GetAsync(string path, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await Client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellation)) is JsonNode node && answer.IsSuccessStatusCode
            ? node
            : new JsonObject { ["status"] = (int)answer.StatusCode };
    }

    /// <summary>Asks for a check of all partitions, and returns how many findings it has.</summary>
    public async Task<int> AuditAsync(CancellationToken cancellation)
    {
        using HttpResponseMessage asked = await Client.PostAsync(new Uri("v1/audit", UriKind.Relative), null, cancellation);
        asked.EnsureSuccessStatusCode();
        while (true)
        {
            JsonNode audit = await GetAsync("v1/audit", cancellation);
            if (audit["running"] is { } running && !(bool)running && audit["checkedAt"] is not null)
                return (int)audit["findingCount"]!;
            await Task.Delay(100, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable? one in (IEnumerable<IAsyncDisposable?>)[gateway, silo, connection, azurite, Redis])
        {
            if (one is not null)
                await one.DisposeAsync();
        }

        folder.Dispose();
    }

    private ServerProcess Silo(string roles) => new(
        folder["silo"],
        [
            .. Settings, ("Roles", roles),
            ("Cluster__SiloPort", LoopbackPort.Free().ToString(CultureInfo.InvariantCulture)),
            ("Cluster__GatewayPort", LoopbackPort.Free().ToString(CultureInfo.InvariantCulture)),
        ]);

    private async Task RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        await using var client = new ChildProcess(Programs.Gateway, [.. arguments, "--server", gateway!.Url.ToString(), "--json"]);
        int code = await client.ExitAsync(cancellation);
        Assert.True(code == 0, $"{arguments[0]} ended with {code}:\n{client.Output}");
    }

    private async Task<IDatabase> DatabaseAsync() =>
        (connection ??= await ConnectionMultiplexer.ConnectAsync($"{Redis.Configuration},allowAdmin=true,abortConnect=false")).GetDatabase();
}
