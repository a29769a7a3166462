using System.Diagnostics;
using System.Globalization;

namespace MediaAnalytics.Tests.Processes;

/// <summary>A real server over a data folder, on a loopback port that stays the same over restarts. One caller at a time.</summary>
/// <param name="dataFolder">Its data folder.</param>
/// <param name="settings">Configuration keys, as <c>Partition__CommitEvery</c>, and their values.</param>
internal sealed class ServerProcess(string dataFolder, params (string Key, string Value)[] settings) : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(2);
    private ChildProcess? process;

    public Uri Url { get; } = new($"http://127.0.0.1:{LoopbackPort.Free()}");

    public HttpClient Client => field ??= new() { BaseAddress = Url };

    /// <summary>The program; both that there are have the same verb and options.</summary>
    public string Program { get; init; } = Programs.Silo;

    /// <summary>A program with arguments that runs the server's command line, which follows them; empty for none.</summary>
    public IReadOnlyList<string> Under { get; init; } = [];

    public int ProcessId => process!.Id;

    /// <summary>Starts the server and returns at once.</summary>
    public void Launch()
    {
        string[] line = [.. Under, Program, "serve", "--data", dataFolder, "--urls", Url.ToString()];
        var start = new ProcessStartInfo(line[0], line.Skip(1));
        foreach ((string key, string value) in settings)
            start.Environment[$"MEDIAANALYTICS_{key}"] = value;
        process = new(start);
    }

    /// <summary>Starts the server and returns when it says that it is ready.</summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        Launch();
        await ReadyAsync(cancellation);
    }

    /// <summary>Returns when the server says that it is ready.</summary>
    public async Task ReadyAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(ReadyWithin);
        string last = "it has not answered";
        while (true)
        {
            if (process!.HasExited)
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

    /// <summary>SIGTERM, and the exit code.</summary>
    public async Task<int> StopAsync(CancellationToken cancellation)
    {
        await using var signal = new ChildProcess("kill", "-TERM", ProcessId.ToString(CultureInfo.InvariantCulture));
        return await process!.ExitAsync(cancellation);
    }

    /// <summary>Waits until the server ends by itself, and returns the exit code.</summary>
    public Task<int> ExitAsync(CancellationToken cancellation) => process!.ExitAsync(cancellation);

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => process!.KillAsync();

    public string Output => process?.Output ?? "";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (process is not null)
            await process.DisposeAsync();
    }
}
