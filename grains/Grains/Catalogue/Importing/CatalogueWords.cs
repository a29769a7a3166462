using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>The words that a catalogue may use for story features. Case is ignored; spaces and underscores stand for hyphens.</summary>
internal static class CatalogueWords
{
    public static readonly Dictionary<string, bool> Booleans = Words(
        ("true", true), ("yes", true), ("y", true), ("1", true), ("false", false), ("no", false), ("n", false), ("0", false));

    public static readonly Dictionary<string, StoryStructure> Structures = Words(
        ("none", StoryStructure.None), ("time-space-staggered", StoryStructure.TimeSpaceStaggered), ("novel", StoryStructure.Novel),
        ("prose", StoryStructure.Prose), ("comprehensive", StoryStructure.Comprehensive));

    public static readonly Dictionary<string, StoryTheme> Themes = Words(
        ("natural-scenery", StoryTheme.NaturalScenery), ("red-culture", StoryTheme.RedCulture), ("food-and-customs", StoryTheme.FoodAndCustoms),
        ("urban-life", StoryTheme.UrbanLife), ("character-and-spirit", StoryTheme.CharacterAndSpirit), ("other", StoryTheme.Other));

    public static readonly Dictionary<string, SongOrigin> Origins = Words(("original", SongOrigin.Original), ("adapted", SongOrigin.Adapted));

    public static bool TryFind<T>(Dictionary<string, T> words, string text, out T value)
        where T : struct =>
        words.TryGetValue(text, out value) || words.TryGetValue(text.Replace(' ', '-').Replace('_', '-'), out value);

    private static Dictionary<string, T> Words<T>(params (string Word, T Value)[] words) =>
        words.ToDictionary(x => x.Word, x => x.Value, StringComparer.OrdinalIgnoreCase);
}
