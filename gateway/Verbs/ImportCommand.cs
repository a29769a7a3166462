using System.CommandLine;
using MediaAnalytics.Gateway.Verbs.Importing;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The verb <c>gateway import</c>: uploads a catalogue's media and imports the catalogue.</summary>
public static class ImportCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The catalogue: CSV with a header line, JSON lines (.jsonl, .ndjson), or Parquet; .gz too" };
        var media = new Option<string?>("--media") { Description = "Folder that the catalogue's media paths are relative to; without it no media is uploaded" };
        var server = ServerOption.Create();
        var key = KeyOption.Create();
        var dryRun = new Option<bool>("--dry-run") { Description = "Validate and report only; change nothing" };
        var json = new Option<bool>("--json") { Description = "Print the summary as one JSON object" };
        var quarantine = new Option<string?>("--quarantine") { Description = "Where to keep rows that are not accepted [default: FILE.quarantine.csv]" };
        var command = new Command(
            "import", "Import a catalogue of music videos. Exit code 0: all of it landed; 2: some rows were quarantined or media missing; 1: it failed.")
        {
            file, media, server, key, dryRun, json, quarantine,
        };
        command.SetAction((parsed, cancellation) => new ImportAction(
            new(
                parsed.GetRequiredValue(file), parsed.GetValue(media), parsed.GetRequiredValue(server), parsed.GetValue(dryRun), parsed.GetValue(json),
                parsed.GetValue(quarantine), parsed.GetValue(key)),
            TimeProvider.System,
            VerbConsole.OfProcess()).RunAsync(cancellation));
        return command;
    }
}
