using System.CommandLine;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Gateway.Verbs.Observing;
using MediaAnalytics.Gateway.Verbs.Observing.Reach;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The verb <c>gateway observe</c>: sends a file of readings of the platforms' counters.</summary>
public static class ObserveCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The readings: CSV with a header line, JSON lines (.jsonl, .ndjson), or Parquet; .gz too; - is stdin" };
        var server = ServerOption.Create();
        var key = KeyOption.Create();
        var map = new Option<string[]>("--map")
        {
            Description = $"field=column: which column holds a field. Fields: {string.Join(", ", ReadingFields.Names)}; a column of a field's own name needs no map",
            DefaultValueFactory = _ => [],
        };
        var set = new Option<string[]>("--set") { Description = "field=value: a field's value for every row", DefaultValueFactory = _ => [] };
        var zone = new Option<string?>("--zone") { Description = "IANA time zone of dates without a time [default: UTC]" };
        var format = new Option<string?>("--format")
        {
            Description = "csv, jsonl, parquet [default: what the file says], or youtube-reach: the CSV of the YouTube Reporting API's channel_reach_basic_a1. Its rows "
                + "are days (Pacific Time) with video_thumbnail_impressions and video_thumbnail_impressions_ctr (a fraction from 0 to 1: clicks / impressions). They "
                + "become readings at the end of each day with the sum so far, of platform youtube, source youtube-reach, that go on from the newest the server "
                + "knows: days at or before that are skipped, so send the oldest file first, and one at a time. mv is video_id, or --map mv=COLUMN",
        };
        format.AcceptOnlyFromAmong("csv", "jsonl", "parquet", ReachReport.Format);
        var json = new Option<bool>("--json") { Description = "Print the summary as one JSON object" };
        var quarantine = new Option<string?>("--quarantine") { Description = "Where to keep rows that are not accepted [default: FILE.quarantine.csv]" };
        var command = new Command(
            "observe", "Send readings of platforms' cumulative counters and wait until they are folded. Exit code 0: all taken; 2: some rows were quarantined; 1: it failed.")
        {
            file, server, key, format, map, set, zone, json, quarantine,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using Stream input = Console.OpenStandardInput();
            return await new ObserveAction(
                new(
                    parsed.GetRequiredValue(file), parsed.GetRequiredValue(server), parsed.GetRequiredValue(map), parsed.GetRequiredValue(set),
                    parsed.GetValue(zone), parsed.GetValue(json), parsed.GetValue(quarantine), parsed.GetValue(format), parsed.GetValue(key)),
                TimeProvider.System,
                input,
                VerbConsole.OfProcess()).RunAsync(cancellation);
        });
        return command;
    }
}
