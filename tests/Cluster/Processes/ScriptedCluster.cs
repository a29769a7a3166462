using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MediaAnalytics.Tests.Processes;

/// <summary>A real cluster by <c>eng/cluster.sh</c>, in a folder and on ports of its own. One caller at a time.</summary>
/// <param name="settings">Configuration keys of all its processes, as <c>Workflow__MaxDecodes</c>, and their values.</param>
internal sealed class ScriptedCluster(params (string Key, string Value)[] settings) : IAsyncDisposable
{
    private const int Ports = 150, GatewayPort = 140, LowestPort = 12_000, HighestPort = 30_000;

    private readonly TemporaryFolder folder = new();
    private readonly int basePort = FreePorts();

    /// <summary>Why it can't run here; null where it can.</summary>
    public static string? Missing => RedisServer.IsInstalled ? AzuriteServer.Absent : RedisServer.Missing;

    /// <summary>Starts processes together, each named as <c>eng/cluster.sh --help</c> says, and returns when all are ready.</summary>
    public async Task StartAsync(CancellationToken cancellation, params string[] names)
    {
        foreach (string name in names)
            await RunAsync(cancellation, "start", name);
        foreach (string name in names)
            await RunAsync(cancellation, "ready", name);
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    public Task StopAsync(string name, CancellationToken cancellation) => RunAsync(cancellation, "stop", name);

    /// <summary>A process's HTTP address.</summary>
    public async Task<Uri> AddressAsync(string name, CancellationToken cancellation) => new(await RunAsync(cancellation, "address", name));

    /// <summary>A process's id.</summary>
    public async Task<int> ProcessIdAsync(string name, CancellationToken cancellation) =>
        int.Parse(await RunAsync(cancellation, "pid", name), CultureInfo.InvariantCulture);

    /// <summary>What a process wrote.</summary>
    public string Output(string name) => File.ReadAllText(folder[$"{name}.log"]);

    public async ValueTask DisposeAsync()
    {
        await RunAsync(CancellationToken.None, "down");
        folder.Dispose();
    }

    private async Task<string> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Programs.Root, "eng", "cluster.sh"), arguments);
        start.Environment["CLUSTER_DIR"] = folder.Path;
        start.Environment["BASE_PORT"] = basePort.ToString(CultureInfo.InvariantCulture);
        start.Environment["PORT"] = (basePort + GatewayPort).ToString(CultureInfo.InvariantCulture);
        start.Environment["CONFIGURATION"] = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Parent!.Name;
        foreach ((string key, string value) in settings)
            start.Environment[$"MEDIAANALYTICS_{key}"] = value;
        await using var script = new ChildProcess(start);
        if (await script.ExitAsync(cancellation) != 0)
            throw new InvalidOperationException($"eng/cluster.sh {string.Join(' ', arguments)} failed:\n{script.Output}");
        return script.Output.Trim();
    }

    /// <summary>The first of a range of ports of 127.0.0.1 that nobody listens on. Runs begin to look in different places.</summary>
    private static int FreePorts()
    {
        int ranges = (HighestPort - LowestPort) / Ports, first = Environment.ProcessId % ranges;
        return Enumerable.Range(0, ranges).Select(n => LowestPort + ((first + n) % ranges * Ports)).FirstOrDefault(AreFree) is > 0 and int free
            ? free
            : throw new InvalidOperationException($"no {Ports} free ports in a row from {LowestPort} to {HighestPort}");
    }

    private static bool AreFree(int first)
    {
        try
        {
            foreach (int port in Enumerable.Range(first, Ports))
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
