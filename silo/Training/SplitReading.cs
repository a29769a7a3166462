using System.Globalization;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using Spectre.Console;

namespace MediaAnalytics.Silo.Training;

/// <summary>Reads a data set and divides it, telling on a console what was left out and what leaks.</summary>
internal static class SplitReading
{
    /// <summary>Reads all tracks; those that can't be read come back too, with the reason.</summary>
    public static async Task<(TrainingSplit Split, IReadOnlyList<TrackReading> Failed)> ReadAsync(GenreDataSet set, Splitter splitter, IAnsiConsole console, CancellationToken cancellation)
    {
        ConsoleWidth.Widen(console);
        var (tracks, failed) = await TracksAsync(set, null, console, cancellation);
        var split = TrainingSplit.Choose(splitter.Divide(tracks), splitter.KeepsLeaks);
        foreach (var (warning, text) in SplitReport.Lines(splitter, split)) Say(console, warning, text);
        return (split, failed);
    }

    /// <summary>Reads the tracks of a set, all or some; those that can't be read come beside them, with the reason.</summary>
    public static async Task<(IReadOnlyList<GenreTrack> Tracks, IReadOnlyList<TrackReading> Failed)> TracksAsync(GenreDataSet set, Func<ListedTrack, bool>? which, IAnsiConsole console, CancellationToken cancellation)
    {
        foreach (string note in set.Notes) Say(console, false, note);
        var tracks = new List<GenreTrack>();
        var failed = new List<TrackReading>();
        await console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var bar = progress.AddTask("reading", maxValue: which is null ? set.Count : set.Listed.Count(which));
            await foreach (var reading in set.ReadAsync(which, cancellation))
            {
                if (reading.Track is { } track) tracks.Add(track);
                else failed.Add(reading);
                bar.Increment(1);
            }
        });
        foreach (var reading in failed) Say(console, true, $"left out {reading.Name}: {reading.Error!.Message}");
        return (tracks, failed);
    }

    private static void Say(IAnsiConsole console, bool warning, string text) =>
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, warning ? (FormattableString)$"[yellow]{text}[/]" : $"{text}");
}
