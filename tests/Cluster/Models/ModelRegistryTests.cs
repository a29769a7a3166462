using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Models;

/// <summary>The registry of a real server: versions are registered, promoted and gone back from, over kills, and one that fails its golden check never serves.</summary>
public sealed class ModelRegistryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task VersionsArePromotedAndGoneBackFromOverKills()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        string first = await SealedAsync(folder, "dcnn-ssa-first", cancellation), other = await SealedAsync(folder, "dcnn-ssa-other", cancellation);
        await using var server = new ServerProcess(folder["data"]);
        await server.StartAsync(cancellation);
        await VerbAsync(server, 0, cancellation, "models", "register", first);
        await VerbAsync(server, 0, cancellation, "models", "promote", "dcnn-ssa-first");
        string version = await ServedAsync(server, 1, cancellation);
        Assert.StartsWith("dcnn-ssa-first-", version, StringComparison.Ordinal);
        await VerbAsync(server, 0, cancellation, "models", "register", other);
        await VerbAsync(server, 0, cancellation, "models", "promote", "dcnn-ssa-other");
        JsonNode models = await GetAsync(server, cancellation);
        Assert.Equal([true, true], models["versions"]!.AsArray().Select(model => (bool)model!["checked"]!));
        Assert.Equal(version, (string?)models["rollsBackTo"]!["version"]);

        // What was acknowledged is there after a kill: versions, order, and the way back.
        await server.KillAsync();
        await server.StartAsync(cancellation);
        Assert.StartsWith("dcnn-ssa-other-", await ServedAsync(server, 2, cancellation), StringComparison.Ordinal);
        Assert.Matches("dcnn-ssa-other-[0-9a-f]{8} +│ serving", await VerbAsync(server, 0, cancellation, "models", "list"));
        await VerbAsync(server, 0, cancellation, "models", "rollback");
        Assert.Equal(version, await ServedAsync(server, 3, cancellation));
        await server.KillAsync();
        await server.StartAsync(cancellation);
        using (HttpResponseMessage back = await server.Client.PostAsync(new Uri("v1/models/serving/rollback?from=3", UriKind.Relative), null, cancellation))
            Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        Assert.StartsWith("dcnn-ssa-gtzan-", await ServedAsync(server, 4, cancellation), StringComparison.Ordinal);
        await VerbAsync(server, 1, cancellation, "models", "rollback");

        // A file whose network does not answer as it says.
        const string Answer = "\"logProbabilities\":[-";
        string text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(other, cancellation));
        char digit = text[text.IndexOf(Answer, StringComparison.Ordinal) + Answer.Length];
        await AlteredModel.WriteAsync(other, folder["bad.model"], cancellation, ($"{Answer}{digit}", $"{Answer}{(digit == '9' ? '8' : '9')}"));
        string registered = await VerbAsync(server, 0, cancellation, "models", "register", folder["bad.model"], "--json");
        string refusal = await VerbAsync(server, 1, cancellation, "models", "promote", (string)JsonNode.Parse(registered)!["version"]!);
        Assert.Contains("does not answer on", refusal, StringComparison.Ordinal);
    }

    /// <summary>The shipped model under another name, with a golden check.</summary>
    private static async Task<string> SealedAsync(TemporaryFolder folder, string name, CancellationToken cancellation)
    {
        await AlteredModel.WriteAsync(folder[$"{name}.plain"], cancellation, ("dcnn-ssa-gtzan", name));
        await using var seal = new ChildProcess(Programs.Silo, "models", "seal", folder[$"{name}.plain"], "--out", folder[$"{name}.model"]);
        Assert.True(await seal.ExitAsync(cancellation) == 0, seal.Output);
        return folder[$"{name}.model"];
    }

    private static async Task<string> VerbAsync(ServerProcess server, int exit, CancellationToken cancellation, params string[] words)
    {
        await using var verb = new ChildProcess(Programs.Silo, [.. words, "--server", server.Url.ToString()]);
        Assert.True(await verb.ExitAsync(cancellation) == exit, verb.Output);
        return verb.Output;
    }

    /// <summary>The version that the silo serves, once it serves by an order.</summary>
    private static async Task<string> ServedAsync(ServerProcess server, long sequence, CancellationToken cancellation)
    {
        while (true)
        {
            JsonArray silos = (await GetAsync(server, cancellation))["silos"]!.AsArray();
            if (silos is [{ } silo] && (long)silo["sequence"]! == sequence)
                return (string)silo["version"]!;
            await Task.Delay(100, cancellation);
        }
    }

    private static async Task<JsonNode> GetAsync(ServerProcess server, CancellationToken cancellation) =>
        (await server.Client.GetFromJsonAsync<JsonNode>("v1/models", cancellation))!;
}
