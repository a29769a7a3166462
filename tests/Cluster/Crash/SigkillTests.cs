using MediaAnalytics.Tests.Processes;
using Sylvan.Data.Csv;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash;

/// <summary>Real processes, real SIGKILL: import and observe are cut short at random moments, and the end is as if nothing had happened.</summary>
public sealed class SigkillTests(ITestOutputHelper output)
{
    private const int Kills = 10;
    private const int Seed = 20_260_301;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task TenKillsOnTheWayChangeNothing()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        string simulation = folder["simulation"];
        await RunAsync(cancellation, "simulate", "--out", simulation, "--mvs", "24", "--days", "20", "--seed", "11", "--media");
        string[] mvs = await IdsAsync(Path.Combine(simulation, "catalogue.csv"));

        string undisturbed, disturbed;
        await using (var server = new ServerProcess(folder["undisturbed"]))
        {
            await server.StartAsync(cancellation);
            await RunAsync(cancellation, Import(simulation, server));
            await RunAsync(cancellation, Observe(simulation, server));
            await VerifyAsync(simulation, server, cancellation);
            undisturbed = await EndState.OfAsync(server, mvs, cancellation);
        }

        await using (var server = new ServerProcess(folder["disturbed"]))
        {
            await server.StartAsync(cancellation);
            await DisturbAsync(server, simulation, cancellation);
            await RunAsync(cancellation, Import(simulation, server));
            await RunAsync(cancellation, Observe(simulation, server));
            await VerifyAsync(simulation, server, cancellation);
            disturbed = await EndState.OfAsync(server, mvs, cancellation);
        }

        Assert.Equal(undisturbed, disturbed);
    }

    /// <summary>Import and observe run side by side while the server is killed and restarted; what was cut short is not repeated here.</summary>
    private async Task DisturbAsync(ServerProcess server, string simulation, CancellationToken cancellation)
    {
        var random = new Random(Seed);
        for (int kill = 1; kill <= Kills; kill++)
        {
            await using var import = new ChildProcess(Programs.Gateway, Import(simulation, server));
            await using var observe = new ChildProcess(Programs.Gateway, Observe(simulation, server));
            int moment = random.Next(50, 2_500);
            await Task.Delay(moment, cancellation);
            await server.KillAsync();
            output.WriteLine($"kill {kill} after {moment} ms; import ended: {import.HasExited}, observe ended: {observe.HasExited}");
            await import.KillAsync();
            await observe.KillAsync();
            await server.StartAsync(cancellation);
        }
    }

    private static string[] Import(string simulation, ServerProcess server) =>
    [
        "import", Path.Combine(simulation, "catalogue.csv"), "--media", Path.Combine(simulation, "media"), "--server", server.Url.ToString(), "--json",
    ];

    private static string[] Observe(string simulation, ServerProcess server) =>
        ["observe", Path.Combine(simulation, "observations.jsonl"), "--server", server.Url.ToString(), "--json"];

    private async Task VerifyAsync(string simulation, ServerProcess server, CancellationToken cancellation) =>
        output.WriteLine(await RunAsync(cancellation, "verify", simulation, "--server", server.Url.ToString(), "--wait", "120"));

    private static async Task<string> RunAsync(CancellationToken cancellation, params string[] arguments)
    {
        await using var client = new ChildProcess(Programs.Gateway, arguments);
        int code = await client.ExitAsync(cancellation);
        Assert.True(code == 0, $"gateway {string.Join(' ', arguments)} ended with {code}:\n{client.Output}");
        return client.Output;
    }

    private static async Task<string[]> IdsAsync(string catalogue)
    {
        List<string> ids = [];
        await using CsvDataReader rows = await CsvDataReader.CreateAsync(catalogue);
        while (await rows.ReadAsync())
            ids.Add(rows.GetString(0));
        return [.. ids];
    }
}
