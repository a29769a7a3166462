using System.Globalization;

namespace MediaAnalytics.Tests.Processes;

/// <summary>
/// A real Azurite, which speaks Azure Blob Storage's protocol, on a free loopback port and in a folder of its own; stopped and started again it has the same
/// port and the same blobs. One caller at a time.
/// </summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    /// <summary>The account and key that every Azurite has, as its documentation prints them: no secret.</summary>
    private const string Account = "devstoreaccount1",
        Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder = new();
    private ChildProcess? process;

    /// <summary>Why it can't be run; null where it can.</summary>
    public static string? Absent =>
        !File.Exists(Program) ? $"Azurite is not at {Program}: run eng/setup.sh --tests."
        : !OnPath("node") ? "Azurite needs node, which is not installed: run eng/setup.sh --tests."
        : null;

    public int Port { get; } = LoopbackPort.Free();

    public string Endpoint => $"http://127.0.0.1:{Port}/{Account}";

    public string ConnectionString => $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint={Endpoint};";

    private static string Program => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "media-analytics/azurite/node_modules/.bin/azurite-blob");

    /// <summary>Starts it, and returns when it answers.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        process = new(
            Program, "--skipApiVersionCheck", "--disableTelemetry", "--silent", "--blobHost", "127.0.0.1",
            "--blobPort", Port.ToString(CultureInfo.InvariantCulture), "--location", folder.Path);
        using var client = new HttpClient();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReadyWithin);
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"Azurite ended before it answered:\n{process.Output}");
            try
            {
                using HttpResponseMessage refused = await client.GetAsync(Endpoint, limit.Token);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, cancellation);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"Azurite did not answer within {ReadyWithin}:\n{process.Output}");
            }
        }
    }

    /// <summary>SIGTERM: it writes down what it has acknowledged, and ends.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        await using var signal = new ChildProcess("kill", "-TERM", process!.Id.ToString(CultureInfo.InvariantCulture));
        await process.ExitAsync(cancellation);
    }

    /// <summary>SIGKILL. It may lose the blobs of the last seconds, which it keeps in memory, unlike the service that it stands for.</summary>
    public Task KillAsync() => process!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        folder.Dispose();
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(at => File.Exists(Path.Combine(at, program)));
}
