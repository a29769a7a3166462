using System.CommandLine;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Gateway.Verbs.Observing;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The verb <c>gateway observe</c>: sends a file of readings of the platforms' counters.</summary>
public static class ObserveCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The readings: CSV with a header line, or JSON lines (.jsonl, .ndjson); .gz too; - is stdin" };
        var server = ServerOption.Create();
        var map = new Option<string[]>("--map")
        {
            Description = $"field=column: which column holds a field. Fields: {string.Join(", ", ReadingFields.Names)}; a column of a field's own name needs no map",
            DefaultValueFactory = _ => [],
        };
        var set = new Option<string[]>("--set") { Description = "field=value: a field's value for every row", DefaultValueFactory = _ => [] };
        var zone = new Option<string?>("--zone") { Description = "IANA time zone of dates without a time [default: UTC]" };
        var json = new Option<bool>("--json") { Description = "Print the summary as one JSON object" };
        var quarantine = new Option<string?>("--quarantine") { Description = "Where to keep rows that are not accepted [default: FILE.quarantine.csv]" };
        var command = new Command(
            "observe", "Send readings of platforms' cumulative counters and wait until they are folded. Exit code 0: all taken; 2: some rows were quarantined; 1: it failed.")
        {
            file, server, map, set, zone, json, quarantine,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using Stream input = Console.OpenStandardInput();
            return await new ObserveAction(
                new(
                    parsed.GetRequiredValue(file), parsed.GetRequiredValue(server), parsed.GetRequiredValue(map), parsed.GetRequiredValue(set),
                    parsed.GetValue(zone), parsed.GetValue(json), parsed.GetValue(quarantine)),
                TimeProvider.System,
                input,
                Console.Out).RunAsync(cancellation);
        });
        return command;
    }
}
