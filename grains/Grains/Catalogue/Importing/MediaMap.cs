using System.Text.Json;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>What became of the media files that a catalogue names: their hashes, or why they could not be uploaded. JSON lines: path, and sha256 or problem.</summary>
internal sealed class MediaMap
{
    /// <summary>Most files that one import may name.</summary>
    public const int MaxFiles = 1_000_000;

    private const int ProblemLength = 500;

    private readonly Dictionary<string, (string? Hash, string? Problem)> _files = new(StringComparer.Ordinal);

    /// <summary>Reads a map, or says at which line it is wrong. Disposes the stream.</summary>
    public static async Task<(MediaMap? Map, CatalogueFault? Fault)> ReadAsync(Stream stream, CancellationToken cancellation = default)
    {
        var map = new MediaMap();
        await using var rows = new RowReader(stream, csv: false);
        while (await rows.ReadAsync(cancellation))
        {
            if (rows.Fault != RowFault.None || !map.TryAdd(rows.Row.Span))
                return (null, new("import.mediaMap", $"Line {rows.Line} of the media map is not an object with path and sha256 (64 hex digits) or problem; send it again."));
            if (map._files.Count > MaxFiles) return (null, new("import.mediaMap", $"The media map names more than {MaxFiles} files; split the catalogue."));
        }

        return (map, null);
    }

    /// <summary>The entry with its media's hash, or the problem.</summary>
    public CatalogueEntry Apply(CatalogueEntry entry) =>
        entry.Media is { } path && _files.TryGetValue(path, out var file) ? entry with { MediaHash = file.Hash, MediaProblem = file.Problem } : entry;

    private bool TryAdd(ReadOnlySpan<byte> line)
    {
        string? path = null, hash = null, problem = null;
        try
        {
            var json = new Utf8JsonReader(line);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject) return false;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                string name = json.GetString()!;
                json.Read();
                if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Null)) return false;
                if (name == "path") path = json.GetString();
                else if (name == "sha256") hash = json.GetString();
                else if (name == "problem") problem = json.GetString();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }

        if (path is null || (hash is null) == (problem is null) || (hash is not null && !ArtifactKeys.IsSha256(hash))) return false;
        _files[RowText.Clean(path)] = (hash, problem is { Length: > ProblemLength } ? problem[..ProblemLength] : problem);
        return true;
    }
}
