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
        await RunAsync(cancellation, "simulate", "--out", simulation, "--mvs", "24", "--days", "120", "--every", "1", "--seed", "11", "--media");
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
            await VerifyAsync(simulation, server, cancellation);
            disturbed = await EndState.OfAsync(server, mvs, cancellation);
        }

        Assert.Equal(undisturbed, disturbed);
    }

    /// <summary>
    /// One import client rides through all kills; readings are posted until acknowledged, never again. Nothing that was acknowledged is repeated, so
    /// whatever a kill loses is missing at the end.
    /// </summary>
    private async Task DisturbAsync(ServerProcess server, string simulation, CancellationToken cancellation)
    {
        var random = new Random(Seed);
        var batches = new AcknowledgedBatches(server, await File.ReadAllLinesAsync(Path.Combine(simulation, "observations.jsonl"), cancellation));
        await using var import = new ChildProcess(Programs.Gateway, Import(simulation, server));
        int midway = 0;
        for (int kill = 1; kill <= Kills; kill++)
        {
            using var round = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            Task posting = batches.PostAsync(round.Token);
            int moment = random.Next(30, 900);
            await Task.Delay(moment, cancellation);
            midway += batches.Done && import.HasExited ? 0 : 1;
            await server.KillAsync();
            await round.CancelAsync();
            await posting;
            output.WriteLine($"kill {kill} after {moment} ms: {batches.Count} batches acknowledged, import ended: {import.HasExited}");
            await server.StartAsync(cancellation);
            await batches.AssertFoldedAsync(cancellation);
        }

        Assert.True(midway >= Kills / 2, $"only {midway} of {Kills} kills hit a server at work");
        await batches.PostAsync(cancellation);
        Assert.True(batches.Done, "the readings that no kill let through could not be posted at the end");
        Assert.True(await import.ExitAsync(cancellation) == 0, $"the import did not survive the kills:\n{import.Output}");
        await batches.AssertFoldedAsync(cancellation);
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
