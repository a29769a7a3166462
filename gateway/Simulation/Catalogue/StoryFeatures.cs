namespace MediaAnalytics.Gateway.Simulation.Catalogue;

/// <summary>The story features of an MV, in the catalogue's words.</summary>
internal sealed record StoryFeatures(
    bool HasStory, string Structure, string Theme, bool HasCharacters, bool BasedOnRealEvents, string SongOrigin)
{
    private static readonly string[] Structures = ["time-space-staggered", "novel", "prose", "comprehensive"];

    private static readonly string[] Themes =
        ["natural-scenery", "red-culture", "food-and-customs", "urban-life", "character-and-spirit", "other"];

    /// <summary>Draws features with the given probability of a story; without one the structure is none.</summary>
    public static StoryFeatures Draw(ref SeededStream random, double storyShare)
    {
        var hasStory = random.Chance(storyShare);
        var structure = random.Pick(Structures);
        return new(
            hasStory,
            hasStory ? structure : "none",
            random.Pick(Themes),
            random.Chance(hasStory ? 0.85 : 0.3),
            random.Chance(hasStory ? 0.25 : 0.03),
            random.Chance(0.2) ? "adapted" : "original");
    }
}
