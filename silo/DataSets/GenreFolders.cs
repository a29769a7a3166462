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
        int nested = 0, beside = 0, outside = 0, unshowable = 0;
        foreach (string genre in Shown(Directory.EnumerateDirectories(root)).Where(IsUsable))
        {
            foreach (string file in Shown(Directory.EnumerateFiles(genre))) Add(file, Path.GetFileName(genre).Trim());
            nested += Shown(Directory.EnumerateDirectories(genre)).Count();
        }

        bool inFolders = tracks.Count > 0;
        foreach (string file in Shown(Directory.EnumerateFiles(root)))
        {
            if (GenreInName(Path.GetFileName(file)) is not { } genre) continue;
            if (inFolders) beside++;
            else Add(file, genre);
        }

        return new TrackListing(tracks, [.. Notes()]);

        void Add(string file, string genre)
        {
            if (!IsUsable(file)) return;
            if (tracks.Count == CsvRows.MaxRows) throw new DataSetException($"{root} holds more than {CsvRows.MaxRows} files; that is the most. Split the data.");
            tracks.Add(new ListedTrack(Path.GetRelativePath(root, file), genre, "", "", "", file));
        }

        bool IsUsable(string path)
        {
            bool isShowable = Path.GetFileName(path) is var name && !string.IsNullOrWhiteSpace(name) && !name.Any(char.IsControl), isInside = folder.Holds(path);
            if (!isShowable) unshowable++;
            else if (!isInside) outside++;
            return isShowable && isInside;
        }

        IEnumerable<string> Notes()
        {
            if (nested > 0) yield return $"left out: {nested} folders within the genres' folders, for only files directly in those are read";
            if (beside > 0) yield return $"left out: {beside} files with a genre in their name beside the genres' folders, for there are such folders";
            if (outside > 0) yield return $"left out: {outside} files or folders that are links out of {folder.Path}; copy there what they lead to";
            if (unshowable > 0) yield return $"left out: {unshowable} files or folders whose names are blank or hold control characters; rename them";
        }
    }

    private static IEnumerable<string> Shown(IEnumerable<string> paths) => paths.Where(p => !Path.GetFileName(p).StartsWith('.')).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?<genre>[A-Za-z][A-Za-z0-9&_-]*)\.\d{5}(\.[A-Za-z0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NameWithGenre();
}
