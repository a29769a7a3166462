namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>A row's values as they came, before they are checked. Reused from row to row.</summary>
internal sealed class CatalogueValues
{
    /// <summary>Value by <see cref="CatalogueColumn"/>; null where not stated.</summary>
    public string?[] Text { get; } = new string?[CatalogueColumns.Count];

    /// <summary>Values that came as a list (JSON), by <see cref="CatalogueColumn"/>; null where they came as text.</summary>
    public List<string>?[] Lists { get; } = new List<string>?[CatalogueColumns.Count];

    /// <summary>Values of columns that the product has no meaning for.</summary>
    public List<KeyValuePair<string, string>> Extra { get; } = [];

    public string? this[CatalogueColumn column]
    {
        get => Text[(int)column];
        set => Text[(int)column] = value;
    }

    public void Clear()
    {
        Array.Clear(Text);
        Array.Clear(Lists);
        Extra.Clear();
    }
}
