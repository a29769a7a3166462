namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>The words that a catalogue may use for yes and no, in any letter case.</summary>
internal static class CatalogueBooleans
{
    public const string Words = "true, yes, y, 1, false, no, n, 0";

    private static readonly string[] True = ["true", "yes", "y", "1"], False = ["false", "no", "n", "0"];

    public static bool TryParse(string word, out bool value)
    {
        value = True.Contains(word, StringComparer.OrdinalIgnoreCase);
        return value || False.Contains(word, StringComparer.OrdinalIgnoreCase);
    }
}
