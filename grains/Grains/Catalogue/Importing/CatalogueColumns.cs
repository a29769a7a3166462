namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>The columns' names, told apart without regard to case.</summary>
internal static class CatalogueColumns
{
    /// <summary>Name by <see cref="CatalogueColumn"/>.</summary>
    public static readonly string[] Names =
    [
        "id", "title", "track", "creators", "releaseDate", "platformIds", "media", "genre",
        "hasStory", "structure", "theme", "hasCharacters", "basedOnRealEvents", "songOrigin",
    ];

    private static readonly Dictionary<string, CatalogueColumn> ByName =
        Names.Select((name, column) => (name, column)).ToDictionary(x => x.name, x => (CatalogueColumn)x.column, StringComparer.OrdinalIgnoreCase);

    /// <summary>How many there are.</summary>
    public static int Count => Names.Length;

    public static CatalogueColumn? Find(string name) => ByName.TryGetValue(name, out CatalogueColumn column) ? column : null;

    public static string Name(CatalogueColumn column) => Names[(int)column];
}
