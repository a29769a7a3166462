using System.CommandLine;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Gateway.Verbs.Models;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The verb <c>models</c> of both programs: the registry of genre models of a running server.</summary>
public static class ModelsCommand
{
    private const string Waits = "Waits until every accelerator silo serves it. Exit code 0: it serves; 1: it does not, and the one before serves on.";

    /// <summary>The verb with its own verbs.</summary>
    /// <param name="program">The program's name, for the examples.</param>
    public static Command Create(string program) => new(
        "models",
        "The genre models that a running server keeps: list them, have one serve, go back. Reading asks for a key with the scope read, changes for one with admin.\n\n"
        + $"Example, from a new file to serving and back:\n  {program} models register new.model\n  {program} models list\n  {program} models promote new-1a2b\n  {program} models rollback")
    {
        List(program), Register(program), Promote(program), RollBack(program), Remove(program),
    };

    private static Command List(string program) => Verb(
        "list",
        "List the registered models: which serves, their labels, contract and figures as their files state them, whether their files hold a golden check, and where a rollback goes. "
        + $"--json prints the whole answer, with cards and silos.\n\nExample:\n  {program} models list --server http://127.0.0.1:8080",
        [],
        (action, _, cancellation) => action.ListAsync(cancellation));

    private static Command Register(string program)
    {
        var file = new Argument<string>("FILE") { Description = "The model file, as 'silo train' writes it" };
        return Verb(
            "register", $"Keep a model at the server, to be promoted later. Nothing else changes.\n\nExample:\n  {program} models register new.model", [file],
            (action, parsed, cancellation) => action.RegisterAsync(parsed.GetRequiredValue(file), cancellation));
    }

    private static Command Promote(string program)
    {
        var version = new Argument<string>("VERSION") { Description = "The model's version, or a beginning of it that no other has" };
        return Verb(
            "promote",
            $"Have a registered model serve: it is loaded beside the one that serves, passes the golden check that its file holds (one of an old program may hold none, see list), takes over, and the catalogue is scored anew by it. {Waits}"
            + $"\n\nExample:\n  {program} models promote new-1a2b",
            [version], (action, parsed, cancellation) => action.PromoteAsync(parsed.GetRequiredValue(version), cancellation));
    }

    private static Command RollBack(string program) => Verb(
        "rollback",
        $"Have the model of the order before serve again. Twice goes back two, {ModelLimits.MaxPast} at most; after another order it begins from there. {Waits}"
        + $"\n\nExample:\n  {program} models rollback",
        [], (action, _, cancellation) => action.RollBackAsync(cancellation));

    private static Command Remove(string program)
    {
        var version = new Argument<string>("VERSION") { Description = "The model's whole version" };
        return Verb(
            "remove",
            $"Take a model out of the registry, which holds {ModelLimits.MaxVersions}: not one that serves or that a rollback can go back to. Its file stays in the artifact store."
            + $"\n\nExample:\n  {program} models remove old-5e6f7a8b",
            [version], (action, parsed, cancellation) => action.RemoveAsync(parsed.GetRequiredValue(version), cancellation));
    }

    private static Command Verb(string name, string description, Argument[] arguments, Func<ModelsAction, ParseResult, CancellationToken, Task<int>> act)
    {
        var json = new Option<bool>("--json") { Description = "Print the server's answer as one JSON object" };
        var (server, key) = (ServerOption.Create(), KeyOption.Create());
        var command = new Command(name, description) { server, key, json };
        foreach (Argument argument in arguments)
            command.Arguments.Add(argument);
        command.SetAction((parsed, cancellation) => act(
            new(parsed.GetRequiredValue(server), parsed.GetValue(key), parsed.GetValue(json), TimeProvider.System, VerbConsole.OfProcess()), parsed, cancellation));
        return command;
    }
}
