using System.Globalization;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using MediaAnalytics.Silo.Training;
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
        if (request.Artists is { } list && Has(set, ArtistList.Clips(list))) set = GenreDataSet.Open(folder, list);
        foreach (string note in set.Notes) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{set.Count} tracks in {folder}: {note}");
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

        int count = tracks.Count;
        var lists = request.Lists is { } place ? FaultFilteredLists.Read(place, folder) : null;
        if (lists is not null && !Has(set, lists.Clips)) lists = null;
        tracks = WithArtistsOfTwins(tracks);
        if (lists is not null) tracks = tracks.ConvertAll(t => t with { Split = lists.PartOf(t.Key).ToString(), Fold = "" });
        bool hasFolds = tracks.Any(t => t.Fold.Length > 0);
        if (hasFolds) tracks = tracks.Where(t => t.Fold.Length > 0).ToList();
        var judged = new[] { SplitPart.Valid, SplitPart.Test }.FirstOrDefault(part => tracks.Any(t => SplitNames.PartOf(t.Split) == part));
        bool hasSplit = !hasFolds && judged != SplitPart.None && tracks.Any(t => SplitNames.PartOf(t.Split) == SplitPart.Train);
        if (hasSplit) tracks = tracks.Where(t => SplitNames.PartOf(t.Split) is var part && (part == SplitPart.Train || part == judged)).ToList();
        if (tracks.Count < count) AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{count - tracks.Count} of {count} tracks of {folder} are on no side of its split, or are kept for testing");
        var labels = tracks.Select(t => t.Genre).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < 2) throw new DataSetException($"{folder} holds tracks of fewer than two genres.");
        var features = new LogMelFeatures(LogMelContract.Default);
        var read = tracks.Select(t => new LabTrack(
            t.Name, Array.IndexOf(labels, t.Genre), t.ArtistKey, t.Sound.Clips[0].ToArray(), sounds[t.Name].Stft, features.Of(t.Sound.Clips[0].Span), sounds[t.Name].Features)).ToArray();
        return new LabSet(FileNames.Safe(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)))), labels, read, Divide(tracks, read, hasSplit, request).Select(part => WithoutLeaks(part, tracks) with { ArtistsAreParted = lists is not null && part.Split == LabParts.Artists }).ToArray());
    }

    private static IEnumerable<LabPart> Divide(List<GenreTrack> tracks, LabTrack[] read, bool hasSplit, LabRequest request)
    {
        int chance;
        if (hasSplit)
        {
            int[] Of(bool isTrain) => Enumerable.Range(0, read.Length).Where(i => SplitNames.PartOf(tracks[i].Split) == SplitPart.Train == isTrain).ToArray();
            yield return new LabPart("valid", LabParts.Artists, Of(isTrain: true), Of(isTrain: false));
            if (request.Full)
            {
                foreach (var part in LabParts.OfFolds(LabParts.ByArtist(read), LabParts.ArtistFolds)) yield return part;
            }

            chance = (int)Math.Round((double)read.Length / Of(isTrain: false).Length);
        }
        else
        {
            var folds = tracks[0].Fold.Length > 0 ? tracks.Select(t => t.Fold).ToList() : LabParts.ByArtist(read);
            foreach (var part in LabParts.OfFolds(folds, tracks[0].Fold.Length > 0 ? LabParts.Artists : LabParts.ArtistFolds)) yield return part;
            chance = folds.Distinct().Count();
        }

        foreach (var part in LabParts.OfFolds(LabParts.ByChance(read, Math.Max(2, chance), request.Options.Seed), LabParts.Random)) yield return part;
    }

    /// <summary>A part without the tracks to learn from that share a sound, an artist or a recording with the judged ones, where it is not the leaky one; says what is left.</summary>
    private static LabPart WithoutLeaks(LabPart part, List<GenreTrack> tracks)
    {
        var judged = part.Judge.Select(i => tracks[i]).ToList();
        var split = TrainingSplit.Choose(new DividedTracks([.. part.Train.Select(i => tracks[i])], [], judged, 0), keepLeaks: part.Split == LabParts.Random);
        var leakage = split.LeakageOf(judged);
        var kept = split.Train.ToHashSet(ReferenceEqualityComparer.Instance);
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{part.Split}, {part.Name}: {split.Train.Count} of {part.Train.Length} tracks to learn from; {SplitReport.Summary(part.Name, leakage)}");
        if (split.Train.Select(t => t.Genre).Distinct().Count() < 2 || judged.Count == 0)
            throw new DataSetException($"{part.Split}, {part.Name} leaves tracks of fewer than two genres to learn from, or none to judge by: there are too few artists. Give more, or other folds.");
        return part with { Train = [.. part.Train.Where(i => kept.Contains(tracks[i]))], Leakage = leakage };
    }

    /// <summary>Refuses lists that are of none of the sets, before any sound is read.</summary>
    /// <exception cref="DataSetException">A list can't be read, or is of other data.</exception>
    public static void Check(LabRequest request)
    {
        if (request.Artists is null && request.Lists is null) return;
        var sets = request.Data.Select(folder => GenreDataSet.Open(folder)).ToList();
        if (request.Artists is { } artists && !sets.Exists(set => Has(set, ArtistList.Clips(artists)))) throw new DataSetException($"None of the clips in {artists} is in the data. Name them as the data does, such as '{sets[0].Listed[0].Key}'.");
        if (request.Lists is { } lists && !sets.Exists(set => Has(set, FaultFilteredLists.Read(lists, lists).Clips))) throw new DataSetException($"None of the clips of the fault-filtered lists in {lists} is in the data: none of it is GTZAN.");
    }

    private static bool Has(GenreDataSet set, IReadOnlyCollection<string> clips)
    {
        var names = clips.ToHashSet(StringComparer.Ordinal);
        return set.Listed.Any(t => names.Contains(t.Key));
    }

    /// <summary>The tracks, those of unknown artist with the artist of a track of the very same sound, where there is one.</summary>
    private static List<GenreTrack> WithArtistsOfTwins(List<GenreTrack> tracks)
    {
        var known = tracks.Where(t => t.ArtistKey.Length > 0).DistinctBy(t => t.SoundHash).ToDictionary(t => t.SoundHash, t => t.ArtistGroup);
        return tracks.Select(t => t.ArtistKey.Length > 0 ? t : t with { ArtistGroup = known.GetValueOrDefault(t.SoundHash, "") }).ToList();
    }
}
