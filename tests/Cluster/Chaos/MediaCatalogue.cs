using MediaAnalytics.Tests.Processes;
using Sylvan.Data.Csv;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>A simulated catalogue with media, made once and cut into parts that are imported one by one. Deleted when disposed.</summary>
internal sealed class MediaCatalogue : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> ids = [];
    private readonly Queue<string> parts = new();

    private MediaCatalogue()
    {
    }

    /// <summary>All MVs; some have no media.</summary>
    public IReadOnlyList<string> Mvs => ids;

    private string Media => folder["simulation/media"];

    /// <summary>Makes one.</summary>
    public static async Task<MediaCatalogue> CreateAsync(int mvs, int parts, int seed, CancellationToken cancellation)
    {
        var made = new MediaCatalogue();
        await Clients.RunAsync(cancellation, "simulate", "--out", made.folder["simulation"], "--mvs", $"{mvs}", "--days", "1", "--every", "24", "--seed", $"{seed}", "--media");
        string catalogue = made.folder["simulation/catalogue.csv"];
        await using (CsvDataReader rows = await CsvDataReader.CreateAsync(catalogue, null, cancellation))
        {
            while (await rows.ReadAsync(cancellation))
                made.ids.Add(rows.GetString(0));
        }

        string[] lines = await File.ReadAllLinesAsync(catalogue, cancellation);
        Assert.Equal(made.ids.Count, lines.Length - 1);
        foreach (string[] part in lines.Skip(1).Chunk((made.ids.Count + parts - 1) / parts))
        {
            string path = made.folder[$"simulation/part-{made.parts.Count}.csv"];
            await File.WriteAllLinesAsync(path, [lines[0], .. part], cancellation);
            made.parts.Enqueue(path);
        }

        return made;
    }

    /// <summary>Imports the next part with its media by the real client; does nothing where all are imported.</summary>
    public Task ImportNextAsync(HttpClient gateway, CancellationToken cancellation) =>
        parts.TryDequeue(out string? part) ? Clients.ImportAsync(part, Media, gateway, cancellation) : Task.CompletedTask;

    public void Dispose() => folder.Dispose();
}
