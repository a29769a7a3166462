using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;

namespace MediaAnalytics.Tests.Processes;

/// <summary>
/// A cluster of real processes, run by <c>eng/cluster.sh</c> in a folder of its own and on ports that nobody listens on. Processes go by the script's names.
/// One caller at a time, but for <see cref="Gateways"/>.
/// </summary>
internal sealed class ClusterProcesses : IAsyncDisposable
{
    private const int ScriptPorts = 140, GatewayPorts = 9;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly Random Random = new(Environment.ProcessId);

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient http = new();
    private readonly int port = FreePorts();
    private readonly (string Key, string Value)[] settings;

    /// <param name="settings">Configuration keys of all processes, as <c>Partition__CommitEvery</c>, and their values.</param>
    public ClusterProcesses(params (string Key, string Value)[] settings)
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

    /// <summary>The files with what each process has written.</summary>
    public IEnumerable<string> Logs => Directory.GetFiles(Folder, "*.log").Order(StringComparer.Ordinal);

    private string Folder => folder["cluster"];

    /// <summary>The address of a process.</summary>
    public async Task<Uri> AddressAsync(string name, CancellationToken cancellation) => new(await ScriptAsync(cancellation, "address", name));

    /// <summary>The id of a process.</summary>
    public async Task<int> PidAsync(string name, CancellationToken cancellation) =>
        int.Parse(await ScriptAsync(cancellation, "pid", name), CultureInfo.InvariantCulture);

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
        if (await kill.ExitAsync(cancellation) != 0)
            throw new InvalidOperationException(kill.Output);
    }

    /// <summary>Waits until a process has ended by itself.</summary>
    public async Task EndedAsync(string name, CancellationToken cancellation)
    {
        int pid = await PidAsync(name, cancellation);
        while (Directory.Exists($"/proc/{pid}"))
            await Task.Delay(Look, cancellation);
    }

    /// <summary>A metric of a process, summed over its series; 0 where it has none.</summary>
    public async Task<double> MetricAsync(string name, string metric, CancellationToken cancellation) =>
        PrometheusText.Sum(await MetricsAsync(name, cancellation), metric);

    /// <summary>All metrics of a process, as Prometheus reads them.</summary>
    public async Task<string> MetricsAsync(string name, CancellationToken cancellation) =>
        await http.GetStringAsync(new Uri(await AddressAsync(name, cancellation), "metrics"), cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (HttpClient gateway in Gateways)
            gateway.Dispose();
        http.Dispose();
        await ScriptAsync(CancellationToken.None, "down", "--now");
        folder.Dispose();
    }

    private async Task<string> ScriptAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs.Root, "eng", "cluster.sh"), arguments);
        start.Environment["CLUSTER_DIR"] = Folder;
        start.Environment["BASE_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PORT"] = (port + ScriptPorts).ToString(CultureInfo.InvariantCulture);
        start.Environment["CONFIGURATION"] = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        foreach ((string key, string value) in settings)
            start.Environment[$"MEDIAANALYTICS_{key}"] = value;
        await using var script = new ChildProcess(start);
        int code = await script.ExitAsync(cancellation);
        return code == 0 ? script.Output.Trim() : throw new InvalidOperationException($"eng/cluster.sh {string.Join(' ', arguments)} ended with {code}:\n{script.Output}");
    }

    /// <summary>A range below the ports that systems give to connections: the script's, and those of gateways.</summary>
    private static int FreePorts()
    {
        HashSet<int> taken = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(listener => listener.Port)];
        while (true)
        {
            int first;
            lock (Random)
                first = Random.Next(10_000, 32_000);
            if (!Enumerable.Range(first, ScriptPorts + GatewayPorts).Any(taken.Contains))
                return first;
        }
    }
}
