using System.CommandLine;
using MediaAnalytics.Gateway.Simulation;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>The verb <c>gateway simulate</c>: writes a simulated catalogue, media and readings, and may go on with live readings.</summary>
public static class SimulateCommand
{
    /// <summary>The verb with its options.</summary>
    public static Command Create()
    {
        var folder = new Option<string>("--out") { Description = "Folder to write to: new, empty, or of the same simulation", Required = true };
        var mvs = new Option<int>("--mvs") { Description = "Number of MVs, 1 to 1,000,000", DefaultValueFactory = _ => 40 };
        var days = new Option<int>("--days") { Description = "Days of readings, 1 to 3,650", DefaultValueFactory = _ => 14 };
        var seed = new Option<long>("--seed") { Description = "Equal seeds give equal files", DefaultValueFactory = _ => 1 };
        var media = new Option<bool>("--media") { Description = "Make a small mp4 for most MVs (needs ffmpeg; at most 20,000 MVs)" };
        var until = new Option<string?>("--until")
        {
            Description = "End of the readings, RFC 3339; default: that of the simulation in --out, else today 00:00 UTC",
        };
        var platforms = new Option<string>("--platforms")
        {
            Description = "Platform names, joined by commas",
            DefaultValueFactory = _ => string.Join(',', SimulationOptions.DefaultPlatforms),
        };
        var every = new Option<int>("--every") { Description = "Hours between readings, 1 to 24; 0: 1 to 6 by MV and platform" };
        var live = new Option<bool>("--live") { Description = "Then post fresh readings to --server, a batch a second, until Ctrl-C" };
        var server = new Option<string>("--server") { Description = "Server for --live", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
        var key = KeyOption.Create();

        var command = new Command("simulate", "Write a simulated catalogue, media and counter readings with planted effects, and their tally")
        {
            folder, mvs, days, seed, media, until, platforms, every, live, server, key,
        };
        command.SetAction((parsed, cancel) => new SimulateAction(TimeProvider.System).RunAsync(
            new SimulateArguments(
                parsed.GetRequiredValue(folder), parsed.GetValue(mvs), parsed.GetValue(days), parsed.GetValue(seed), parsed.GetValue(media),
                parsed.GetValue(until), parsed.GetRequiredValue(platforms), parsed.GetValue(every), parsed.GetValue(live),
                parsed.GetRequiredValue(server), parsed.GetValue(key)),
            cancel));
        return command;
    }
}
