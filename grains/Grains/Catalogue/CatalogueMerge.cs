using System.Text.Json;
using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>How a catalogue row follows the one before it.</summary>
internal static class CatalogueMerge
{
    /// <summary>
    /// The row, with the media kept that was uploaded earlier for the same path: a row without an upload, or with a failed one, does not take it away.
    /// </summary>
    public static CatalogueEntry Over(CatalogueEntry? before, CatalogueEntry row) =>
        row.MediaHash is null && before?.MediaHash is { } hash && row.Media == before.Media
            ? row with { MediaHash = hash, MediaProblem = null }
            : row;

    /// <summary>Whether a record stands as a merged row says: it does not where it was withdrawn.</summary>
    public static bool Stands(MvRecord record, CatalogueEntry merged) => record.WithdrawnAt is null && Same(record.Entry, merged);

    /// <summary>Whether two rows say the same.</summary>
    public static bool Same(CatalogueEntry a, CatalogueEntry b) =>
        JsonSerializer.SerializeToUtf8Bytes(a).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(b));
}
