namespace MediaAnalytics.Silo.DataSets;

/// <summary>The rows of an <c>index.csv</c>: a column that names the track, and genre; split, artistGroup (or artist) and fold optional. Outer blanks count for nothing.</summary>
internal sealed class IndexColumns(CsvRows csv, string name)
{
    private readonly int _name = csv.Required(name);
    private readonly int _genre = csv.Required("genre");
    private readonly int? _split = csv.Optional("split"), _artist = csv.Optional("artistGroup") ?? csv.Optional("artist"), _fold = csv.Optional("fold");

    /// <summary>The row's track.</summary>
    public string Name => csv[_name];

    /// <summary>Goes to the next row.</summary>
    /// <exception cref="DataSetException">It names no track or no genre.</exception>
    public bool Read()
    {
        if (!csv.Read()) return false;
        return !string.IsNullOrWhiteSpace(Name) && !string.IsNullOrWhiteSpace(csv[_genre]) ? true : throw csv.Fault($"{name} and genre must not be empty.");
    }

    /// <summary>The row as a track, whose sound is a file or a row of a log-mel set.</summary>
    public ListedTrack Track(string? path, long row = 0) => new(Name, csv[_genre].Trim(), Field(_split), Field(_artist), Field(_fold), path, row);

    private string Field(int? column) => column is int c ? csv[c].Trim() : "";
}
