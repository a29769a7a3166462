using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using Xunit;

namespace MediaAnalytics.Tests.Processes;

/// <summary>
/// A cluster of real processes, run by <c>eng/cluster.sh</c> in a folder of its own and on ports that nobody listens on. Processes go by the script's names.
/// One caller at a time, but for <see cref="Gateways"/>.
/// </summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    /// <summary>Where the processes' logs are copied to when a test fails; nowhere where the environment does not say.</summary>
    private const string KeepLogs = "MEDIA_ANALYTICS_CLUSTER_LOGS";

    private const int ScriptPorts = 150, TailLines = 40;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly Random Random = new(Environment.ProcessId);

    private readonly TemporaryFolder folder = new();
    private readonly int port = FreePorts();
    private readonly (string Key, string Value)[] settings;

    private ClusterProcesses((string Key, string Value)[] settings)
    {
        this.settings = settings;
        Gateways = [.. Enumerable.Range(1, 2).Select(n => new HttpClient { BaseAddress = new($"http://127.0.0.1:{port + ScriptPorts + n - 1}") })];
    }

    /// <summary>Why it can't be run; null where it can.</summary>
    public static string? Absent =>
        !RedisServer.IsInstalled ? RedisServer.Missing
        : AzuriteServer.Absent
            ?? (Array.Find(["bash", "setsid", "redis-cli", "curl", "ffmpeg"], program => !Programs.OnPath(program)) is { } missing
                ? $"{missing} is not installed: run eng/setup.sh --tests."
                : null);

    /// <summary>Clients of gateway-1 and gateway-2.</summary>
    public HttpClient[] Gateways { get; }

    /// <summary>Runs a test over a cluster in which nothing runs yet, and takes everything down, however it ends. Skips it where the cluster can't be run.</summary>
    /// <param name="output">Gets the ends of the processes' logs where the test fails.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="test">The test.</param>
    /// <param name="settings">Configuration keys of all processes, as <c>Partition__CommitEvery</c>, and their values.</param>
    public static async Task RunAsync(
        ITestOutputHelper output, TimeSpan patience, Func<ClusterProcesses, CancellationToken, Task> test, params (string Key, string Value)[] settings)
    {
        Assert.SkipWhen(Absent is not null, Absent ?? "");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience);
        await using var cluster = new ClusterProcesses(settings);
        try
        {
            await test(cluster, limit.Token);
        }
        catch (Exception failed)
        {
            output.WriteLine($"failed: {failed.Message}");
            await cluster.WriteLogsAsync(output);
            throw;
        }
    }

    /// <summary>The address of a process.</summary>
    public async Task<Uri> AddressAsync(string name, CancellationToken cancellation) => new((await ScriptAsync(cancellation, "address", name)).Trim());

    /// <summary>Starts processes in turn, and returns when all are ready.</summary>
    public async Task StartAsync(CancellationToken cancellation, params string[] names)
    {
        foreach (string name in names)
            await ScriptAsync(cancellation, "start", name);
        foreach (string name in names)
            await ScriptAsync(cancellation, "ready", name);
    }

    /// <summary>Redis and Azurite, and when they are ready the others.</summary>
    public async Task UpAsync(CancellationToken cancellation, params string[] names)
    {
        await StartAsync(cancellation, "redis", "azurite");
        await StartAsync(cancellation, names);
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public Task StopAsync(string name, CancellationToken cancellation) => ScriptAsync(cancellation, "stop", name);

    /// <summary>SIGKILL, and waits for the end.</summary>
    public Task KillAsync(string name, CancellationToken cancellation) => ScriptAsync(cancellation, "kill", name);

    /// <summary>Sends a signal, as STOP or CONT.</summary>
    public async Task SignalAsync(string name, string signal, CancellationToken cancellation)
    {
        await using var kill = new ChildProcess("kill", $"-{signal}", $"{await PidAsync(name, cancellation)}");
        Assert.Equal(0, await kill.ExitAsync(cancellation));
    }

    /// <summary>Waits until a process has ended by itself.</summary>
    public async Task EndedAsync(string name, CancellationToken cancellation)
    {
        int pid = await PidAsync(name, cancellation);
        while (Directory.Exists($"/proc/{pid}"))
            await Task.Delay(Look, cancellation);
    }

    /// <summary>A metric of a process, summed over its series; 0 where it has none.</summary>
    public async Task<double> MetricAsync(string name, string metric, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = await AddressAsync(name, cancellation) };
        string page = await client.GetStringAsync("metrics", cancellation);
        return page.Split('\n')
            .Where(line => line.StartsWith(metric, StringComparison.Ordinal) && line.Length > metric.Length && line[metric.Length] is ' ' or '{')
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') is var end and >= 0 ? end + 1 : metric.Length)..].TrimStart().Split(' ')[0], CultureInfo.InvariantCulture));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (HttpClient gateway in Gateways)
            gateway.Dispose();
        await ScriptAsync(CancellationToken.None, "down", "--now");
        folder.Dispose();
    }

    private async Task<int> PidAsync(string name, CancellationToken cancellation) =>
        int.Parse(await ScriptAsync(cancellation, "pid", name), CultureInfo.InvariantCulture);

    private async Task<string> ScriptAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs.Root, "eng", "cluster.sh"), arguments);
        start.Environment["CLUSTER_DIR"] = folder["cluster"];
        start.Environment["BASE_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PORT"] = (port + ScriptPorts).ToString(CultureInfo.InvariantCulture);
        start.Environment["CONFIGURATION"] = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        foreach ((string key, string value) in settings)
            start.Environment[$"MEDIAANALYTICS_{key}"] = value;
        await using var script = new ChildProcess(start);
        int code = await script.ExitAsync(cancellation);
        Assert.True(code == 0, $"eng/cluster.sh {string.Join(' ', arguments)} ended with {code}:\n{script.Output}");
        return script.Output;
    }

    private async Task WriteLogsAsync(ITestOutputHelper output)
    {
        string kept = Environment.GetEnvironmentVariable(KeepLogs) ?? "";
        foreach (string log in Directory.GetFiles(folder["cluster"], "*.log").Order(StringComparer.Ordinal))
        {
            string[] lines = await File.ReadAllLinesAsync(log);
            output.WriteLine($"== {Path.GetFileName(log)}, the last of {lines.Length} lines\n{string.Join('\n', lines.TakeLast(TailLines))}");
            if (kept.Length > 0)
                File.Copy(log, Path.Combine(Directory.CreateDirectory(kept).FullName, Path.GetFileName(log)), overwrite: true);
        }
    }

    /// <summary>A range below the ports that systems give to connections: the script's, and two for gateways.</summary>
    private static int FreePorts()
    {
        HashSet<int> taken = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port)];
        while (true)
        {
            int first;
            lock (Random)
                first = Random.Next(10_000, 32_000);
            if (!Enumerable.Range(first, ScriptPorts + 10).Any(taken.Contains))
                return first;
        }
    }
}
