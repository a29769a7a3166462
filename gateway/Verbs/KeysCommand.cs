using System.CommandLine;
using MediaAnalytics.Gateway.Keys;
using MediaAnalytics.Gateway.Keys.Ring;
using MediaAnalytics.Gateway.Verbs.Keys;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The verb <c>gateway keys</c>: makes, lists and revokes API keys.</summary>
public static class KeysCommand
{
    /// <summary>The verb with its own verbs.</summary>
    public static Command Create() => new("keys", "Make, list and revoke API keys. Each asks for a key with the scope admin: Keys:Admin of the server's configuration is the first")
    {
        CreateOne(), List(), Revoke(),
    };

    private static Command CreateOne()
    {
        var name = new Option<string>("--name") { Description = "What the key is for, 1 to 100 characters", Required = true };
        var scopes = new Option<string[]>("--scope")
        {
            Description = $"What it opens, joined by commas: {string.Join(", ", ScopeWords.All)}. read: answers and the page; ingest: import and observe; admin: everything",
            Required = true,
        };
        var days = new Option<int?>("--expires-in-days") { Description = "Days after which it ends by itself, 1 to 3,650 [default: never]" };
        var (server, key, json) = (ServerOption.Create(), KeyOption.Create(), Json());
        var command = new Command("create", "Make a key. It is printed once, alone on stdout, and can't be shown again") { name, scopes, days, server, key, json };
        command.SetAction((parsed, cancellation) => Action(parsed.GetRequiredValue(server), parsed.GetValue(key), parsed.GetValue(json)).CreateAsync(
            new(parsed.GetRequiredValue(name), [.. parsed.GetRequiredValue(scopes).SelectMany(Words)], parsed.GetValue(days)), cancellation));
        return command;
    }

    private static Command List()
    {
        var (server, key, json) = (ServerOption.Create(), KeyOption.Create(), Json());
        var command = new Command("list", "List all keys, without their secrets") { server, key, json };
        command.SetAction((parsed, cancellation) =>
            Action(parsed.GetRequiredValue(server), parsed.GetValue(key), parsed.GetValue(json)).ListAsync(cancellation));
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string>("ID") { Description = "The key's id: the 12 characters after 'ma_'" };
        var (server, key, json) = (ServerOption.Create(), KeyOption.Create(), Json());
        var command = new Command("revoke", $"Revoke a key: every gateway refuses it within 5 seconds; one that is cut off from the silos within {KeyRing.MaxAge.TotalMinutes:0} minutes") { id, server, key, json };
        command.SetAction((parsed, cancellation) =>
            Action(parsed.GetRequiredValue(server), parsed.GetValue(key), parsed.GetValue(json)).RevokeAsync(parsed.GetRequiredValue(id), cancellation));
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "Print the server's answer as one JSON object" };

    private static string[] Words(string scopes) => scopes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static KeysAction Action(Uri server, string? key, bool json) => new(server, key, json, TimeProvider.System, VerbConsole.OfProcess());
}
