using MediaAnalytics.Contracts.Imports;
using Microsoft.Net.Http.Headers;

namespace MediaAnalytics.Gateway.Imports;

/// <summary>Tells a catalogue's form by what a request says of it.</summary>
internal static class CatalogueFormats
{
    /// <summary>By the words <c>csv</c>, <c>jsonl</c> or <c>parquet</c>, else the content type, else the file name's ending; null where none tells.</summary>
    public static CatalogueFormat? Find(string? word, string? contentType, string? fileName) => word is { Length: > 0 } ? ByWord(word) : ByType(contentType) ?? ByName(fileName);

    private static CatalogueFormat? ByWord(string word) => word.ToUpperInvariant() switch
    {
        "CSV" => CatalogueFormat.Csv,
        "JSONL" or "NDJSON" => CatalogueFormat.JsonLines,
        "PARQUET" => CatalogueFormat.Parquet,
        _ => null,
    };

    private static CatalogueFormat? ByType(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) ? null
        : type.MediaType.Value?.ToUpperInvariant() switch
        {
            "TEXT/CSV" or "APPLICATION/CSV" => CatalogueFormat.Csv,
            "APPLICATION/X-NDJSON" or "APPLICATION/NDJSON" or "APPLICATION/JSONL" or "APPLICATION/X-JSONLINES" or "APPLICATION/JSON-LINES" => CatalogueFormat.JsonLines,
            "APPLICATION/VND.APACHE.PARQUET" or "APPLICATION/X-PARQUET" or "APPLICATION/PARQUET" => CatalogueFormat.Parquet,
            _ => null,
        };

    private static CatalogueFormat? ByName(string? name)
    {
        if (name is null) return null;
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" => CatalogueFormat.Csv,
            ".JSONL" or ".NDJSON" => CatalogueFormat.JsonLines,
            ".PARQUET" => CatalogueFormat.Parquet,
            _ => null,
        };
    }
}
