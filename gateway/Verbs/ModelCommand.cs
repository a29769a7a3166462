using System.CommandLine;
using MediaAnalytics.Gateway.Verbs.Models;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The verb <c>gateway model</c>: has a genre model serve, or says which does.</summary>
public static class ModelCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var file = new Argument<string?>("FILE") { Description = "The model file, as 'silo train' writes it", Arity = ArgumentArity.ZeroOrOne };
        var status = new Option<bool>("--status") { Description = "Say which model serves, and how far the catalogue has been scored anew; change nothing" };
        var shipped = new Option<bool>("--shipped") { Description = "Go back to the model that each silo starts with" };
        var json = new Option<bool>("--json") { Description = "Print one JSON object" };
        var server = ServerOption.Create();
        var key = KeyOption.Create();
        var command = new Command(
            "model",
            "Register a genre model and have it serve: it is loaded beside the one that serves, takes over, and the catalogue is scored anew by it. Waits until every accelerator silo "
            + "serves it. Exit code 0: it serves; 1: it does not. 'models' lists what was registered, and goes back.")
        {
            file, status, shipped, json, server, key,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(file) is null ? 0 : 1) + (result.GetValue(status) ? 1 : 0) + (result.GetValue(shipped) ? 1 : 0) != 1)
                result.AddError("Name one of FILE, --status and --shipped.");
        });
        command.SetAction((parsed, cancellation) =>
        {
            var action = new ModelsAction(parsed.GetRequiredValue(server), parsed.GetValue(key), parsed.GetValue(json), TimeProvider.System, VerbConsole.OfProcess());
            return parsed.GetValue(status) ? action.StatusAsync(cancellation)
                : parsed.GetValue(file) is { } named ? action.ServeAsync(named, cancellation)
                : action.ServeOwnAsync(cancellation);
        });
        return command;
    }
}
