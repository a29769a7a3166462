using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster;

/// <summary>A real server that asks for keys, and the client's verbs with them.</summary>
public sealed class KeysTests
{
    private const string Admin = "YmxhY2sgY2F0cyBzbGVlcCBpbiB0aGUgc3Vu";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task VerbsWorkWithTheScopesThatTheyNeedAndARevokedKeyEnds()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(
            folder["data"], ("Keys__Required", "true"), ("Keys__Admin", Admin), ("OrleansDashboard", "true"));
        await server.StartAsync(cancellation);
        await File.WriteAllTextAsync(folder["c.csv"], "id,title\na,A\n,no id\n", cancellation);
        await File.WriteAllTextAsync(folder["r.csv"], "mv,observedAt,views\na,2026-01-01,5\n", cancellation);
        string[] import = ["import", folder["c.csv"]], observe = ["observe", folder["r.csv"], "--set", "platform=p", "--set", "source=s"];

        (int exit, string output) = await GatewayAsync(server, null, cancellation, import);
        Assert.Equal(1, exit);
        Assert.Contains("asks for an API key", output, StringComparison.Ordinal);
        string read = await CreateAsync(server, "read", cancellation), ingest = await CreateAsync(server, "ingest", cancellation);
        Assert.Equal(1, (await GatewayAsync(server, read, cancellation, import)).Exit);
        // The row without an id is fetched back from the quarantine, by the same key.
        Assert.Equal(2, (await GatewayAsync(server, ingest, cancellation, import)).Exit);
        Assert.Contains("catalogue", await File.ReadAllTextAsync(folder["c.csv.quarantine.csv"], cancellation), StringComparison.Ordinal);
        Assert.Equal(0, (await GatewayAsync(server, ingest, cancellation, observe)).Exit);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "v1/dissemination?by=platform", read, cancellation));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, "v1/dissemination?by=platform", ingest, cancellation));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "metrics", null, cancellation));
        Assert.Equal(0, (await GatewayAsync(server, read, cancellation, "model", "--status")).Exit);
        (exit, output) = await GatewayAsync(server, read, cancellation, "model", "--shipped");
        Assert.Equal(1, exit);
        Assert.Contains("lacks the scope admin", output, StringComparison.Ordinal);
        Assert.Equal(0, (await GatewayAsync(server, Admin, cancellation, "model", "--shipped")).Exit);
        foreach (string address in new[] { "orleans/", "orleans/DashboardCounters", "orleans/GrainTypes" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, address, null, cancellation));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(server, address, read, cancellation));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, address, Admin, cancellation));
        }

        Assert.Equal(0, (await GatewayAsync(server, Admin, cancellation, "keys", "revoke", ingest.Split('_')[1])).Exit);
        long revoked = TimeProvider.System.GetTimestamp();
        while (await StatusAsync(server, "v1/observations/newest?mv=a&platform=p&source=s", ingest, cancellation) != HttpStatusCode.Unauthorized)
            await Task.Delay(50, cancellation);
        Assert.True(TimeProvider.System.GetElapsedTime(revoked) < TimeSpan.FromSeconds(5), "the revoked key opened for five seconds");

        // What was made and revoked stands over a SIGKILL, and nothing that the server wrote holds a secret.
        await server.KillAsync();
        await server.StartAsync(cancellation);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "v1/dissemination?by=platform", read, cancellation));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, "v1/observations/newest?mv=a&platform=p&source=s", ingest, cancellation));
        await server.StopAsync(cancellation);
        foreach (string secret in new[] { Admin, read.Split('_')[2], ingest.Split('_')[2] })
        {
            Assert.DoesNotContain(secret, server.Output, StringComparison.Ordinal);
            foreach (string file in Directory.GetFiles(folder["data"], "*", SearchOption.AllDirectories))
                Assert.True((await File.ReadAllBytesAsync(file, cancellation)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(secret)) < 0, $"{file} holds a secret");
        }
    }

    [Fact]
    public async Task AnAddressThatOthersReachIsRefusedWithoutKeys()
    {
        using var folder = new TemporaryFolder();
        await using var server = new ChildProcess(Programs.Silo, "serve", "--data", folder["data"], "--urls", "http://0.0.0.0:0");
        Assert.Equal(1, await server.ExitAsync(TestContext.Current.CancellationToken));
        Assert.Contains("Keys:Required", server.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    private static async Task<string> CreateAsync(ServerProcess server, string scope, CancellationToken cancellation)
    {
        (int exit, string output) = await GatewayAsync(server, Admin, cancellation, "keys", "create", "--name", scope, "--scope", scope);
        Assert.True(exit == 0, output);
        return output.Split('\n').Single(line => line.StartsWith("ma_", StringComparison.Ordinal));
    }

    private static async Task<(int Exit, string Output)> GatewayAsync(ServerProcess server, string? key, CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo(Programs.Gateway, [.. arguments, "--server", server.Url.ToString()]);
        start.Environment["MEDIAANALYTICS_KEY"] = key;
        await using var verb = new ChildProcess(start);
        int exit = await verb.ExitAsync(cancellation);
        return (exit, verb.Output);
    }

    private static async Task<HttpStatusCode> StatusAsync(ServerProcess server, string address, string? key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage response = await server.Client.SendAsync(request, cancellation);
        return response.StatusCode;
    }
}
