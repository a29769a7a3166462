using System.Globalization;
using MediaAnalytics.Gateway.Simulation.Truth;

namespace MediaAnalytics.Gateway.Simulation.Files;

/// <summary>The text of <c>README.txt</c> beside a simulation.</summary>
internal static class ReadmeText
{
    public static string Of(SimulationOptions o) => string.Create(CultureInfo.InvariantCulture, $"""
        A simulated catalogue of music videos ({o.Mvs} MVs, {o.Days} days to {o.Until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}, seed {o.Seed})
        {(o.Media ? "with" : "without")} media. All of it is made up; no recording of anyone is in it.

        catalogue.csv       the MVs
        observations.jsonl  readings of the platforms' cumulative counters, in order of arrival; some come late, some twice, and
                            sometimes views fall, as when a platform purges fake ones
        tally.json          what the answers must equal once both are in
        truth.json          the genre and story effects that were planted
        simulation.json     what was asked for
        {(o.Media ? $"media/              small videos; {PlantedEffects.NoMediaShare:P0} of the MVs have none, some share the same bytes\nmedia-truth.csv     tempo and cuts of each" : "")}

        With a server at http://127.0.0.1:8080, in this folder:

          gateway import catalogue.csv{(o.Media ? " --media media" : "")} --server http://127.0.0.1:8080
          gateway observe observations.jsonl --server http://127.0.0.1:8080
          curl 'http://127.0.0.1:8080/v1/dissemination?by=genre'

        and look at http://127.0.0.1:8080/. Fresh readings every second, until Ctrl-C (the answers leave the tally behind then):

          gateway simulate --out . --mvs {o.Mvs} --days {o.Days} --seed {o.Seed}{Others(o)} --live --server http://127.0.0.1:8080

        """).ReplaceLineEndings("\n");

    // Options that differ from their defaults; --until is remembered by the folder.
    private static string Others(SimulationOptions o) => (o.Media ? " --media" : "")
        + (o.EveryHours == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" --every {o.EveryHours}"))
        + (o.Platforms.SequenceEqual(SimulationOptions.DefaultPlatforms) ? "" : " --platforms " + string.Join(',', o.Platforms));
}
