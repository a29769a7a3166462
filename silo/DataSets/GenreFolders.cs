using System.Text.RegularExpressions;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>
/// Audio in a folder per genre, as GTZAN has it (<c>blues/blues.00000.wav</c>, also below <c>genres_original</c> or <c>genres</c>), or in one
/// folder with the genre in each name (<c>blues.00000.wav</c>).
/// </summary>
internal static partial class GenreFolders
{
    private static readonly string[] Roots = ["genres_original", "genres"];

    /// <summary>The genre in a name such as <c>blues.00000</c>, with or without an ending; null where it is another kind of name.</summary>
    public static string? GenreInName(string file) => NameWithGenre().Match(file) is { Success: true } match ? match.Groups["genre"].Value : null;

    /// <summary>Lists the tracks; none where the folder is not of this form.</summary>
    public static TrackListing List(DataFolder folder)
    {
        string start = Roots.FirstOrDefault(name => Directory.Exists(Path.Combine(folder.Path, name))) ?? "";
        string root = start.Length == 0 ? folder.Path : folder.Below(start, folder.Path);
        var tracks = new List<ListedTrack>();
        int nested = 0;
        foreach (string genre in Shown(Directory.EnumerateDirectories(root)))
        {
            foreach (string file in Shown(Directory.EnumerateFiles(folder.Below(Path.GetRelativePath(folder.Path, genre), root)))) Add(file, Path.GetFileName(genre));
            nested += Shown(Directory.EnumerateDirectories(genre)).Count();
        }

        string[] notes = nested == 0 ? [] : [$"left out: {nested} folders within the genres' folders, for only files directly in those are read"];
        if (tracks.Count > 0) return new TrackListing(tracks, notes);
        foreach (string file in Shown(Directory.EnumerateFiles(root)))
        {
            if (GenreInName(Path.GetFileName(file)) is { } genre) Add(file, genre);
        }

        return new TrackListing(tracks, notes);

        void Add(string file, string genre)
        {
            if (tracks.Count == CsvRows.MaxRows) throw new DataSetException($"{root} holds more than {CsvRows.MaxRows} files; that is the most. Split the data.");
            tracks.Add(new ListedTrack(Path.GetRelativePath(root, file), genre, "", "", "", folder.Below(Path.GetRelativePath(folder.Path, file), root)));
        }
    }

    private static IEnumerable<string> Shown(IEnumerable<string> paths) => paths.Where(p => !Path.GetFileName(p).StartsWith('.')).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<genre>[A-Za-z][A-Za-z0-9&_-]*)\.\d{5}(\.[A-Za-z0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NameWithGenre();
}
