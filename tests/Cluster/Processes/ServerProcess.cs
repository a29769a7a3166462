using System.Net;
using System.Net.Sockets;

namespace MediaAnalytics.Tests.Processes;

/// <summary>A real server over a data folder, on a loopback port that stays the same over restarts. One caller at a time.</summary>
internal sealed class ServerProcess(string dataFolder) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(2);
    private ChildProcess? process;

    public Uri Url { get; } = new($"http://127.0.0.1:{FreePort()}");

    public HttpClient Client => field ??= new() { BaseAddress = Url };

    /// <summary>Starts the server and returns when it says that it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        process = new(Programs.Silo, "serve", "--data", dataFolder, "--urls", Url.ToString());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReadyWithin);
        string last = "it has not answered";
        while (true)
        {
            if (process.HasExited)
                throw new InvalidOperationException($"the server ended before it was ready:\n{process.Output}");
            try
            {
                using HttpResponseMessage response = await Client.GetAsync("health/ready", limit.Token);
                if (response.IsSuccessStatusCode)
                    return;
                last = await response.Content.ReadAsStringAsync(limit.Token);
            }
            catch (HttpRequestException refused)
            {
                last = refused.Message;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"the server was not ready within {ReadyWithin}: {last}\n{process.Output}");
            }

            await Task.Delay(50, cancellation);
        }
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => process!.KillAsync();

    public string Output => process?.Output ?? "";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (process is not null)
            await process.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
