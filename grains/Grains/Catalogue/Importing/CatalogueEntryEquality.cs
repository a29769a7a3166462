using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Whether two entries state the same, list by list; a dry run tells from it what an import would do.</summary>
internal static class CatalogueEntryEquality
{
    /// <summary>Compares what the catalogue states; the media's hash and problem only where <paramref name="stated"/> has one.</summary>
    public static bool StatesTheSame(CatalogueEntry stated, CatalogueEntry kept) =>
        (stated.Id, stated.Title, stated.Track, stated.ReleaseDate, stated.Media, stated.DeclaredGenre, stated.Story)
            == (kept.Id, kept.Title, kept.Track, kept.ReleaseDate, kept.Media, kept.DeclaredGenre, kept.Story)
        && (stated.MediaHash is null && stated.MediaProblem is null
            || (stated.MediaHash == kept.MediaHash && stated.MediaProblem == kept.MediaProblem))
        && stated.Creators.AsSpan().SequenceEqual(kept.Creators)
        && stated.PlatformIds.AsSpan().SequenceEqual(kept.PlatformIds)
        && stated.Extra.Count == kept.Extra.Count
        && stated.Extra.All(pair => kept.Extra.TryGetValue(pair.Key, out string? value) && value == pair.Value);
}
