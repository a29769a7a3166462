namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>The names that callers write for dimensions.</summary>
public static class DimensionNames
{
    private static readonly (string Name, Dimension Dimension)[] Known =
    [
        ("genre", Dimension.Genre),
        ("genre.source", Dimension.GenreSource),
        ("genre.declared", Dimension.GenreDeclared),
        ("genre.recognised", Dimension.GenreRecognised),
        ("platform", Dimension.Platform),
        ("story.hasStory", Dimension.HasStory),
        ("story.structure", Dimension.Structure),
        ("story.theme", Dimension.Theme),
        ("story.hasCharacters", Dimension.HasCharacters),
        ("story.basedOnRealEvents", Dimension.BasedOnRealEvents),
        ("story.songOrigin", Dimension.SongOrigin),
    ];

    /// <summary>All names, in the order of the documentation.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>The dimension of a name, in any letter case.</summary>
    public static bool TryParse(string name, out Dimension dimension)
    {
        foreach (var known in Known)
        {
            if (string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                dimension = known.Dimension;
                return true;
            }
        }

        dimension = default;
        return false;
    }

    /// <summary>The name of a dimension.</summary>
    public static string Of(Dimension dimension) => Known[(int)dimension].Name;
}
