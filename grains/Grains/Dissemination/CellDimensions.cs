using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Grains.Dissemination;

/// <summary>The dimensions of a cell as callers write their values.</summary>
internal static class CellDimensions
{
    /// <summary>How a filter names "not stated".</summary>
    public const string Unstated = "unstated";

    /// <summary>A cell's value of a dimension; null where it is not stated.</summary>
    public static string? Value(in CellKey key, Dimension dimension) => dimension switch
    {
        Dimension.Genre => key.Genre,
        Dimension.GenreSource => key.GenreSource switch
        {
            Contracts.Genre.GenreSource.Posterior => "posterior",
            Contracts.Genre.GenreSource.Declared => "declared",
            _ => "unknown",
        },
        Dimension.GenreDeclared => key.DeclaredGenre,
        Dimension.GenreRecognised => key.RecognisedGenre,
        Dimension.Platform => key.Platform,
        Dimension.HasStory => Word(key.HasStory),
        Dimension.Structure => key.Structure is { } structure ? CatalogueWords.Of(structure) : null,
        Dimension.Theme => key.Theme is { } theme ? CatalogueWords.Of(theme) : null,
        Dimension.HasCharacters => Word(key.HasCharacters),
        Dimension.BasedOnRealEvents => Word(key.BasedOnRealEvents),
        Dimension.SongOrigin => key.SongOrigin is { } origin ? CatalogueWords.Of(origin) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static string? Word(bool? value) => value switch { true => "true", false => "false", null => null };
}
