using System.Globalization;
using System.Text;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>
/// An import's quarantined rows in the artifact store: numbered chunks while it runs, one file when it is done. A chunk counts only once the import's
/// checkpoint names its number, and is written over until then, so a crash neither loses nor doubles a row.
/// </summary>
internal sealed class QuarantineFile(IArtifactStore artifacts, string import)
{
    private string Merged => ArtifactKeys.Import(import, "quarantine.csv");

    /// <summary>Writes a chunk.</summary>
    public Task WriteChunkAsync(int number, IReadOnlyList<QuarantinedRow> rows) => artifacts.WriteAsync(
        Chunk(number),
        async (stream, cancellation) => await stream.WriteAsync(Encoding.UTF8.GetBytes(QuarantineText.Rows(rows)), cancellation));

    /// <summary>Makes the one file of the chunks before <paramref name="count"/>.</summary>
    public Task MergeAsync(int count) => artifacts.WriteAsync(Merged, async (stream, cancellation) =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(QuarantineText.Header), cancellation);
        for (int number = 0; number < count; number++)
        {
            await using Stream chunk = await artifacts.OpenReadAsync(Chunk(number), cancellation)
                ?? throw new InvalidDataException($"chunk {number} of the quarantine of import {import} is missing");
            await chunk.CopyToAsync(stream, cancellation);
        }
    });

    /// <summary>Deletes the chunks; the merged file stays.</summary>
    public async Task DeleteChunksAsync()
    {
        var keys = new List<string>();
        await foreach (string key in artifacts.ListAsync(ArtifactKeys.Import(import, "quarantine-chunks"))) keys.Add(key);
        foreach (string key in keys) await artifacts.DeleteAsync(key);
    }

    private string Chunk(int number) => ArtifactKeys.Import(import, $"quarantine-chunks/{number.ToString("D9", CultureInfo.InvariantCulture)}.csv");
}
