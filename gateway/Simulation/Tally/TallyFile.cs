using System.Text;
using System.Text.Json;
using Sylvan.Data.Csv;

namespace MediaAnalytics.Gateway.Simulation.Tally;

/// <summary>Makes <c>tally.json</c> from the catalogue and observations as they lie on disk, not from what generated them.</summary>
internal static class TallyFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Reads both files and writes the tally.</summary>
    /// <param name="cataloguePath">A catalogue with the columns id, genre and hasStory, in the order of ids.</param>
    /// <param name="observationsPath">Readings, JSON lines, group of MVs by group.</param>
    /// <param name="groupSize">MVs in a group: their readings are settled and forgotten together.</param>
    /// <param name="output">Where the tally goes.</param>
    /// <param name="mvsDone">Hears of each settled group.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task WriteAsync(
        string cataloguePath, string observationsPath, int groupSize, Stream output, Action<int> mvsDone, CancellationToken cancel)
    {
        var pass = new TallyPass();
        var groups = await ReadCatalogueAsync(cataloguePath, groupSize, pass, cancel);
        using var lines = new StreamReader(observationsPath, Encoding.UTF8);
        var group = 0;
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            var reading = JsonSerializer.Deserialize<TallyReading>(line, Json)
                ?? throw new InvalidDataException($"{observationsPath} holds a line that is no reading.");
            if (groups[reading.Mv] != group)
            {
                mvsDone(groupSize);
                pass.Settle();
                group = groups[reading.Mv];
            }
            pass.AddReading(reading);
        }
        pass.Settle();
        mvsDone(groupSize);
        await JsonSerializer.SerializeAsync(output, pass.Tally, Json, cancel);
        output.WriteByte((byte)'\n');
    }

    private static async Task<Dictionary<string, int>> ReadCatalogueAsync(
        string path, int groupSize, TallyPass pass, CancellationToken cancel)
    {
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        await using var rows = await CsvDataReader.CreateAsync(path, cancel: cancel);
        var (id, genre, hasStory) = (rows.GetOrdinal("id"), rows.GetOrdinal("genre"), rows.GetOrdinal("hasStory"));
        while (await rows.ReadAsync(cancel))
        {
            groups.Add(rows.GetString(id), groups.Count / groupSize);
            pass.AddMv(rows.GetString(id), rows.GetString(genre), rows.GetString(hasStory));
        }
        return groups;
    }
}
