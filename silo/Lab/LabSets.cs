using System.Globalization;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Silo.DataSets;
using Spectre.Console;

namespace MediaAnalytics.Silo.Lab;

/// <summary>Reads data sets for a laboratory.</summary>
internal static class LabSets
{
    /// <summary>Reads (and decodes) a folder and divides it.</summary>
    /// <exception cref="DataSetException">It can't be used.</exception>
    public static async Task<LabSet> ReadAsync(string folder, LabRequest request, CancellationToken cancellation)
    {
        var set = GenreDataSet.Open(folder);
        var tracks = new List<GenreTrack>();
        var sounds = new Dictionary<string, (byte[]? Stft, float[]? Features)>();
        var tap = new SoundTap();
        await foreach (var reading in set.ReadAsync(null, cancellation, tap.Append))
        {
            if (reading.Track is not { } track)
            {
                tap.Clear();
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[yellow]left out[/] {reading.Name}: {reading.Error!.Message}");
                continue;
            }

            if (!sounds.TryAdd(track.Name, tap.Take())) throw new DataSetException($"{folder} names the track {track.Name} twice. Leave one out.");
            tracks.Add(track);
        }

        bool hasSplit = tracks.Any(t => t.Split == "train") && tracks.Any(t => t.Split == "valid");
        if (hasSplit) tracks = tracks.Where(t => t.Split is "train" or "valid").ToList();
        var labels = tracks.Select(t => t.Genre).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < 2) throw new DataSetException($"{folder} holds tracks of fewer than two genres.");
        var features = new LogMelFeatures(LogMelContract.Default);
        var read = tracks.Select(t => new LabTrack(
            t.Name, Array.IndexOf(labels, t.Genre), t.ArtistKey, t.Sound.Clips[0].ToArray(), sounds[t.Name].Stft, features.Of(t.Sound.Clips[0].Span), sounds[t.Name].Features)).ToArray();
        return new LabSet(Path.GetFileName(Path.GetFullPath(folder)), labels, read, Divide(tracks, read, hasSplit, request).ToArray());
    }

    private static IEnumerable<LabPart> Divide(List<GenreTrack> tracks, LabTrack[] read, bool hasSplit, LabRequest request)
    {
        int chance;
        if (hasSplit)
        {
            int[] Of(string split) => Enumerable.Range(0, read.Length).Where(i => tracks[i].Split == split).ToArray();
            yield return new LabPart("valid", LabParts.Artists, Of("train"), Of("valid"));
            if (request.Full)
            {
                foreach (var part in LabParts.OfFolds(LabParts.ByArtist(read), LabParts.ArtistFolds)) yield return part;
            }

            chance = (int)Math.Round((double)read.Length / Of("valid").Length);
        }
        else
        {
            var folds = tracks.All(t => t.Fold.Length > 0) ? tracks.Select(t => t.Fold).ToList() : LabParts.ByArtist(read);
            foreach (var part in LabParts.OfFolds(folds, LabParts.Artists)) yield return part;
            chance = folds.Distinct().Count();
        }

        foreach (var part in LabParts.OfFolds(LabParts.ByChance(read, Math.Max(2, chance), request.Options.Seed), LabParts.Random)) yield return part;
    }
}
