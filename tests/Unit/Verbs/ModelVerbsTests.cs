using System.Text.Json.Nodes;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Verbs;
using MediaAnalytics.Gateway.Verbs.Models;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Models;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Verbs;

/// <summary>The verbs of the registry against a server.</summary>
public sealed class ModelVerbsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AModelIsRegisteredListedPromotedAndGoneBackFrom()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        (int exit, string output, string error) = await RunAsync(server, models => models.ListAsync(Stop));
        Assert.Equal(ExitCodes.Done, exit);
        Assert.Contains("No model is registered", error, StringComparison.Ordinal);
        FakeModels registry = server.Grains.All<FakeModels>().Single();

        (exit, output, _) = await RunAsync(server, models => models.RegisterAsync(GenreModelFile.ShippedPath, Stop));
        Assert.Equal(ExitCodes.Done, exit);
        Assert.StartsWith("Registered dcnn-ssa-gtzan-", output, StringComparison.Ordinal);
        Assert.Equal(0, registry.Serving.Sequence);

        // The silo says that it can't load it: the verb fails and says why.
        (exit, output, _) = await RunAsync(server, models => models.PromoteAsync("dcnn", Stop));
        Assert.Equal(ExitCodes.Failed, exit);
        Assert.Contains("a on cpu: own; no", output, StringComparison.Ordinal);
        registry.Follows = true;
        (exit, output, _) = await RunAsync(server, models => models.PromoteAsync("dcnn", Stop));
        Assert.Equal(ExitCodes.Done, exit);
        Assert.Contains("to serve: dcnn-ssa-gtzan-", output, StringComparison.Ordinal);

        (_, output, error) = await RunAsync(server, models => models.ListAsync(Stop));
        Assert.Matches("dcnn-ssa-gtzan-[0-9a-f]{8} +│ serving +│ 10 +│ logmel1-", output);
        Assert.Contains("A rollback goes back to: each silo's own model.", error, StringComparison.Ordinal);
        (exit, _, _) = await RunAsync(server, models => models.RollBackAsync(Stop));
        Assert.Equal((ExitCodes.Done, 2, null), (exit, registry.Serving.Sequence, registry.Serving.Version));
        (exit, _, error) = await RunAsync(server, models => models.RollBackAsync(Stop));
        Assert.Equal(ExitCodes.Failed, exit);
        Assert.Contains("model.noneBefore", error, StringComparison.Ordinal);
        (exit, output, _) = await RunAsync(server, models => models.ListAsync(Stop), json: true);
        JsonNode listed = JsonNode.Parse(output)!;
        string version = (string)listed["versions"]![0]!["version"]!;
        (exit, output, _) = await RunAsync(server, models => models.RemoveAsync(version, Stop));
        Assert.Equal(ExitCodes.Done, exit);
        Assert.Contains($"models/{listed["versions"]![0]!["sha256"]}", output, StringComparison.Ordinal);
        Assert.Empty((await registry.GetAsync()).Versions!);
    }

    [Fact]
    public async Task AFileThatIsServedIsRegisteredToo()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        await RunAsync(server, models => models.StatusAsync(Stop));
        FakeModels registry = server.Grains.All<FakeModels>().Single();
        registry.Follows = true;
        Assert.Equal(ExitCodes.Done, (await RunAsync(server, models => models.ServeAsync(GenreModelFile.ShippedPath, Stop))).Exit);
        Assert.Equal(registry.Serving.Version, Assert.Single((await registry.GetAsync()).Versions!).Version);
        Assert.Equal(ExitCodes.Done, (await RunAsync(server, models => models.ServeOwnAsync(Stop))).Exit);
        Assert.Null(registry.Serving.Version);
        (int exit, _, string error) = await RunAsync(server, models => models.RegisterAsync("none.model", Stop));
        Assert.Equal((ExitCodes.Failed, "There is no file none.model."), (exit, error.Trim()));
    }

    [Theory]
    [InlineData("serving")]
    [InlineData("serving/rollback")]
    [InlineData("none-12345678")]
    public async Task TakingOutWhatIsNoVersionChangesNothing(string version)
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        await RunAsync(server, models => models.StatusAsync(Stop));
        FakeModels registry = server.Grains.All<FakeModels>().Single();
        registry.Follows = true;
        await RunAsync(server, models => models.ServeAsync(GenreModelFile.ShippedPath, Stop));
        (int exit, _, string error) = await RunAsync(server, models => models.RemoveAsync(version, Stop));
        Assert.Equal((ExitCodes.Failed, 1), (exit, registry.Serving.Sequence));
        Assert.Contains("(model.unknown)", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoStopsItIsToldOfAVerbThatBothProgramsHave()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        Assert.EndsWith("'models list' says what became of it.", (await RunAsync(server, models => models.RollBackAsync(new CancellationToken(canceled: true)))).Error.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void EachVerbTeachesByAnExample() =>
        Assert.All(ModelsCommand.Create("silo").Subcommands, verb => Assert.Contains($"Example:\n  silo models {verb.Name}", verb.Description, StringComparison.Ordinal));

    private static async Task<(int Exit, string Output, string Error)> RunAsync(IntakeServer server, Func<ModelsAction, Task<int>> verb, bool json = false)
    {
        using StringWriter output = new(), error = new();
        int exit = await verb(new ModelsAction(server.Address, null, json, TimeProvider.System, new(output, error)));
        return (exit, output.ToString(), error.ToString());
    }
}
