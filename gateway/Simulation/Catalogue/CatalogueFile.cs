using System.Data;
using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace MediaAnalytics.Gateway.Simulation.Catalogue;

/// <summary>Writes <c>catalogue.csv</c> in the columns that <c>gateway import</c> reads: UTF-8, no byte order mark, lines end in LF.</summary>
internal static class CatalogueFile
{
    private const int RowsPerBatch = 4_096;

    private static readonly string[] Columns =
    [
        "id", "title", "track", "creators", "releaseDate", "platformIds", "media", "genre", "hasStory", "structure", "theme",
        "hasCharacters", "basedOnRealEvents", "songOrigin",
    ];

    /// <summary>Streams every MV to <paramref name="stream"/>; <paramref name="written"/> hears the rows of each batch.</summary>
    public static async Task WriteAsync(
        Stream stream, SimulationOptions options, Action<int> written, CancellationToken cancel)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var header = true;
        foreach (var batch in new MvSource(options).All().Chunk(RowsPerBatch))
        {
            using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
            foreach (var column in Columns) table.Columns.Add(column, typeof(string));
            foreach (var mv in batch) table.Rows.Add(Row(mv, options.Platforms));
            await using var reader = table.CreateDataReader();
            // The writer closes what it writes to, so each batch is made in memory.
            await using var lines = new StringWriter(CultureInfo.InvariantCulture);
            using var csv = CsvDataWriter.Create(lines, new CsvDataWriterOptions { WriteHeaders = header, NewLine = "\n" });
            await csv.WriteAsync(reader, cancel);
            await text.WriteAsync(lines.GetStringBuilder(), cancel);
            header = false;
            written(batch.Length);
        }
    }

    private static object[] Row(SimulatedMv mv, IReadOnlyList<string> platforms)
    {
        var story = mv.Story;
        return
        [
            mv.Id, mv.Title, mv.Track, string.Join(';', mv.Creators),
            mv.ReleasedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            string.Join(';', mv.PlatformIds.Select((id, p) => id is null ? null : $"{platforms[p]}:{id}").Where(id => id is not null)),
            mv.MediaFile,
            mv.DeclaresGenre ? mv.Genre.Genre : "",
            Declared(Bool(story.HasStory)), Declared(story.Structure), Declared(story.Theme),
            Declared(Bool(story.HasCharacters)), Declared(Bool(story.BasedOnRealEvents)), Declared(story.SongOrigin),
        ];

        string Declared(string value) => mv.DeclaresStory ? value : "";
    }

    private static string Bool(bool value) => value ? "true" : "false";
}
