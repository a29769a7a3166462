namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>The words that catalogues and answers use for story features.</summary>
public static class CatalogueWords
{
    private static readonly string[] Structures = ["none", "time-space-staggered", "novel", "prose", "comprehensive"];
    private static readonly string[] Themes =
        ["other", "natural-scenery", "red-culture", "food-and-customs", "urban-life", "character-and-spirit"];
    private static readonly string[] Origins = ["original", "adapted"];

    public static string Of(StoryStructure structure) => Structures[(int)structure];

    public static string Of(StoryTheme theme) => Themes[(int)theme];

    public static string Of(SongOrigin origin) => Origins[(int)origin];

    /// <summary>Reads a word in any letter case, with spaces or underscores for hyphens.</summary>
    public static bool TryParse(string word, out StoryStructure structure) => TryParse(Structures, word, out structure);

    /// <inheritdoc cref="TryParse(string, out StoryStructure)"/>
    public static bool TryParse(string word, out StoryTheme theme) => TryParse(Themes, word, out theme);

    /// <inheritdoc cref="TryParse(string, out StoryStructure)"/>
    public static bool TryParse(string word, out SongOrigin origin) => TryParse(Origins, word, out origin);

    private static bool TryParse<TEnum>(string[] words, string word, out TEnum value)
        where TEnum : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(word);
        string normal = word.Trim().Replace(' ', '-').Replace('_', '-');
        int index = Array.FindIndex(words, known => string.Equals(known, normal, StringComparison.OrdinalIgnoreCase));
        value = (TEnum)Enum.ToObject(typeof(TEnum), Math.Max(index, 0));
        return index >= 0;
    }
}
