using System.CommandLine;
using System.Text.Json.Nodes;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Keys.Management;
using MediaAnalytics.Gateway.Verbs;
using MediaAnalytics.Gateway.Verbs.Importing;
using MediaAnalytics.Gateway.Verbs.Keys;
using MediaAnalytics.Gateway.Verbs.Observing;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Keys;

/// <summary>The client's verbs against a server that asks for keys.</summary>
public sealed class KeyVerbsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task KeysAreMadeListedAndRevoked()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        (int exit, string output, string error) = await RunAsync(server, KeyedServer.Admin, keys => keys.CreateAsync(new("[loader]", ["read", "ingest"], 90), Cancellation));
        Assert.Equal(ExitCodes.Done, exit);
        string key = output.Trim();
        Assert.Matches("^ma_[a-z0-9]{12}_[A-Za-z0-9]{43}$", key);
        Assert.Contains("never again", error, StringComparison.Ordinal);
        string id = key.Split('_')[1];

        (exit, output, _) = await RunAsync(server, KeyedServer.Admin, keys => keys.ListAsync(Cancellation));
        Assert.Equal(ExitCodes.Done, exit);
        Assert.Contains(id, output, StringComparison.Ordinal);
        Assert.Contains("[loader]", output, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Split('_')[2], output, StringComparison.Ordinal);

        (exit, _, error) = await RunAsync(server, key, keys => keys.ListAsync(Cancellation));
        Assert.Equal(ExitCodes.Failed, exit);
        Assert.Contains("lacks the scope admin", error, StringComparison.Ordinal);

        (exit, output, _) = await RunAsync(server, KeyedServer.Admin, keys => keys.RevokeAsync(id, Cancellation), json: true);
        Assert.Equal((ExitCodes.Done, "revoked"), (exit, (string?)JsonNode.Parse(output)!["state"]));
        (exit, _, error) = await RunAsync(server, KeyedServer.Admin, keys => keys.RevokeAsync("nobody", Cancellation));
        Assert.Equal(ExitCodes.Failed, exit);
        Assert.Contains("keys.unknownId", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "read", null, "name")]
    [InlineData("n", "", null, "scopes")]
    [InlineData("n", "write", null, "'write' is none of read, ingest, admin")]
    [InlineData("n", "read", 0, "expiresInDays must be 1 to 3650")]
    public async Task AKeyThatMakesNoSenseIsSaid(string name, string scopes, int? days, string said)
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        (int exit, string output, string error) = await RunAsync(
            server, KeyedServer.Admin, keys => keys.CreateAsync(new(name, scopes.Split(',', StringSplitOptions.RemoveEmptyEntries), days), Cancellation));
        Assert.Equal((ExitCodes.Failed, ""), (exit, output));
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VerbsShowTheirKeyAndSayWhatToDoWithoutTellingIt()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        CreatedKeyJson reader = await server.CreateAsync("reader", null, "read");
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "mv,observedAt,views\na,2023-01-01,1\n", Cancellation);
            foreach ((string? key, string said) in new[]
            {
                ("", "asks for an API key: set MEDIAANALYTICS_KEY"), ("not-a-key", "does not accept the API key"), (reader.Key, "lacks the scope ingest"),
            })
            {
                using StringWriter output = new(), error = new();
                Assert.Equal(ExitCodes.Failed, await new ImportAction(new(file, null, server.Address, false, true, null, key), TimeProvider.System, new(output, error)).RunAsync(Cancellation));
                var observe = new ObserveArguments(file, server.Address, [], ["platform=p", "source=s"], null, true, null, null, key);
                Assert.Equal(ExitCodes.Failed, await new ObserveAction(observe, TimeProvider.System, Stream.Null, new(output, error)).RunAsync(Cancellation));
                string[] lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(2, lines.Length);
                Assert.All(lines, line => Assert.Contains(said, line, StringComparison.Ordinal));
                if (key.Length > 0)
                    Assert.DoesNotContain(key, error.ToString() + output + observe, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void EveryVerbThatTalksToAServerTakesAKeyAndHelpShowsNone()
    {
        Command[] verbs = [ImportCommand.Create(), ObserveCommand.Create(), SimulateCommand.Create(), VerifyCommand.Create(), ModelCommand.Create(), .. ModelsCommand.Create("silo").Subcommands, .. KeysCommand.Create().Subcommands];
        Assert.All(verbs, verb =>
        {
            Assert.Contains(verb.Options, option => option.Name == "--server");
            Assert.False(Assert.Single(verb.Options, option => option.Name == "--key").HasDefaultValue);
        });
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("ma_ä")]
    public void WhatCannotBeAKeyIsRefusedUnseen(string key)
    {
        ClientFault fault = Assert.Throws<ClientFault>(() => ClientKey.Resolve(key));
        Assert.DoesNotContain(key, fault.Message, StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(KeyedServer server, string key, Func<KeysAction, Task<int>> verb, bool json = false)
    {
        using StringWriter output = new(), error = new();
        int exit = await verb(new KeysAction(server.Address, key, json, TimeProvider.System, new(output, error)));
        return (exit, output.ToString(), error.ToString());
    }
}
