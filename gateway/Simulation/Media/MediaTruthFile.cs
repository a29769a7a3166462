using System.Globalization;
using System.Text;
using MediaAnalytics.Gateway.Simulation.Catalogue;

namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>Writes <c>media-truth.csv</c>: the tempo and cuts of each media file, to hold measurements of the video against.</summary>
internal static class MediaTruthFile
{
    public static async Task WriteAsync(Stream stream, SimulationOptions options, CancellationToken cancel)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        await text.WriteLineAsync("media,genre,beatsPerMinute,seconds,shots,cutsOnBeat".AsMemory(), cancel);
        var source = new MvSource(options);
        foreach (var mv in source.All())
        {
            if (mv.MediaOf is not { } of) continue;
            var score = MediaScore.Of(options.Seed, source.Create(of));
            // Every field is a number or a plain name, so nothing needs quoting.
            var line = string.Create(CultureInfo.InvariantCulture,
                $"{mv.MediaFile},{score.Genre},{score.BeatsPerMinute},{score.Seconds},{score.Cuts.Count + 1},{score.CutsOnBeat}");
            await text.WriteLineAsync(line.AsMemory(), cancel);
        }
    }
}
