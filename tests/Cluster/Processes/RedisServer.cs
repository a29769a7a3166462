using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MediaAnalytics.Tests.Processes;

/// <summary>A real redis-server that keeps what it acknowledges, on a loopback port and in a folder that stay the same over restarts. One caller at a time.</summary>
/// <param name="settings">Further settings as on its command line, which win over those here.</param>
internal sealed class RedisServer(params string[] settings) : IAsyncDisposable
{
    /// <summary>Why a test without it is skipped.</summary>
    public const string Missing = "redis-server is not installed (eng/setup.sh installs it)";

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder folder = new();
    private ChildProcess? process;

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(static folder => File.Exists(Path.Combine(folder, "redis-server")));

    public int Port { get; } = FreePort();

    /// <summary>Where it keeps its files.</summary>
    public string Folder => folder.Path;

    /// <summary>Its connection string.</summary>
    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Starts it on what its folder holds, and returns when it answers.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        if (process is not null)
            await process.DisposeAsync();
        process = new(
            "redis-server",
            [
                "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder.Path, "--save", "",
                "--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction", .. settings,
            ]);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReadyWithin);
        while (!await AnswersAsync(limit.Token))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"redis-server ended before it was ready:\n{process.Output}");
            if (limit.IsCancellationRequested)
                throw new TimeoutException($"redis-server was not ready within {ReadyWithin}:\n{process.Output}");
            await Task.Delay(20, cancellation);
        }
    }

    /// <summary>SIGTERM, and waits for its end.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await using var signal = new ChildProcess("kill", "-TERM", process!.Id.ToString(CultureInfo.InvariantCulture));
        await process.ExitAsync(cancellation);
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => process!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        folder.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellation);
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellation);
            byte[] answer = new byte[64];
            string said = Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer, cancellation));
            return said.StartsWith("+PONG", StringComparison.Ordinal) || said.StartsWith("-NOAUTH", StringComparison.Ordinal);
        }
        catch (Exception refused) when (refused is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
