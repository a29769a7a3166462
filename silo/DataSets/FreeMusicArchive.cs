using System.Globalization;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>
/// FMA (Defferrard et al., "FMA: a dataset for music analysis", ISMIR 2017) as it comes: <c>fma_metadata/tracks.csv</c>, whose columns have
/// three header lines, beside <c>fma_small</c>, <c>fma_medium</c>, <c>fma_large</c> or <c>fma_full</c> with audio at <c>000/000002.mp3</c>.
/// </summary>
internal static class FreeMusicArchive
{
    private const string Metadata = "fma_metadata/tracks.csv";
    private const int HeaderRows = 3;
    private const int MaxId = 999_999;

    // A folder of audio, and the subsets of the metadata that it holds.
    private static readonly (string Folder, string[] Subsets)[] Sizes =
        [("fma_small", ["small"]), ("fma_medium", ["small", "medium"]), ("fma_large", ["small", "medium", "large"]), ("fma_full", ["small", "medium", "large"])];

    /// <summary>Reads the metadata, where the folder is FMA's or is one of its folders of audio; else null.</summary>
    public static TrackListing? List(DataFolder folder)
    {
        if (Size(Path.GetFileName(Path.GetFullPath(folder.Path).TrimEnd('/'))) is { } own && Path.Combine(folder.Path, "..", Metadata) is var beside && File.Exists(beside))
            return List(folder, beside, "", own);
        if (!File.Exists(Path.Combine(folder.Path, Metadata))) return null;
        var present = Sizes.Where(size => Directory.Exists(Path.Combine(folder.Path, size.Folder))).ToArray();
        return present.Length == 1 ? List(folder, folder.Below(Metadata, folder.Path), present[0].Folder, present[0].Subsets)
            : throw new DataSetException($"{folder.Path} holds FMA's {Metadata} and {(present.Length == 0 ? "no audio" : "audio of several sizes")}. "
                + (present.Length == 0 ? $"Unpack one of {string.Join(", ", Sizes.Select(s => s.Folder))} beside it." : $"Name one: --data {Path.Combine(folder.Path, present[0].Folder)}."));
    }

    private static string[]? Size(string name) => Sizes.FirstOrDefault(size => size.Folder == name).Subsets;

    private static TrackListing List(DataFolder folder, string metadata, string audio, string[] subsets)
    {
        using var csv = CsvRows.Open(metadata, HeaderRows);
        int genre = csv.Required("track", "genre_top"), split = csv.Required("set", "split"), subset = csv.Required("set", "subset");
        int artist = csv.Optional("artist", "id") ?? csv.Required("artist", "name");
        var tracks = new List<ListedTrack>();
        var seen = new HashSet<int>();
        int withoutGenre = 0, withoutFile = 0;
        while (csv.Read())
        {
            if (!int.TryParse(csv[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id > MaxId)
                throw csv.Fault($"the first column must be a track's number, 0 to {MaxId}, not '{csv[0]}'.");
            if (!seen.Add(id)) throw csv.Fault($"track {id} is there a second time.");
            if (!subsets.Contains(csv[subset])) continue;
            string name = Path.Combine(audio, string.Create(CultureInfo.InvariantCulture, $"{id / 1_000:D3}/{id:D6}.mp3"));
            string path = folder.Below(name, $"{metadata}, line {csv.Line}");
            if (string.IsNullOrWhiteSpace(csv[genre])) withoutGenre++;
            else if (!File.Exists(path)) withoutFile++;
            else tracks.Add(new ListedTrack(name, csv[genre].Trim(), csv[split], csv[artist], "", path));
        }

        return new TrackListing(tracks, Notes(withoutGenre, withoutFile));
    }

    private static List<string> Notes(int withoutGenre, int withoutFile)
    {
        var notes = new List<string>();
        if (withoutGenre > 0) notes.Add($"left out: {withoutGenre} tracks that FMA gives no top genre");
        if (withoutFile > 0) notes.Add($"left out: {withoutFile} tracks whose audio is not there");
        return notes;
    }
}
