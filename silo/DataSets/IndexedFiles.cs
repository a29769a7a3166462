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
        int file = csv.Required("file"), genre = csv.Required("genre");
        int? split = csv.Optional("split"), artist = csv.Optional("artistGroup") ?? csv.Optional("artist"), fold = csv.Optional("fold");
        var tracks = new List<ListedTrack>();
        while (csv.Read())
        {
            if (csv[file].Length == 0 || csv[genre].Length == 0) throw csv.Fault("file and genre must not be empty.");
            tracks.Add(new ListedTrack(csv[file], csv[genre], Field(split), Field(artist), Field(fold), folder.Below(csv[file], $"{index}, line {csv.Line}")));
        }

        return new TrackListing(tracks, []);

        string Field(int? column) => column is int c ? csv[c].Trim() : "";
    }
}
