namespace MediaAnalytics.Silo.DataSets;

/// <summary>Audio that an <c>index.csv</c> lists: file and genre; split, artist (or artistGroup) and fold optional.</summary>
internal static class IndexedFiles
{
    /// <summary>The list's name.</summary>
    public const string Index = "index.csv";

    /// <summary>Reads the list.</summary>
    public static TrackListing List(DataFolder folder)
    {
        string index = Path.Combine(folder.Path, Index);
        using var csv = CsvRows.Open(index);
        var rows = new IndexColumns(csv, "file");
        var tracks = new List<ListedTrack>();
        while (rows.Read()) tracks.Add(rows.Track(folder.Below(rows.Name, $"{index}, line {csv.Line}")));
        return new TrackListing(tracks, []);
    }
}
