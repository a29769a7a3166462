namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>
/// What an MV is about. Catalogue words: <c>natural-scenery, red-culture, food-and-customs, urban-life, character-and-spirit, other</c>.
/// </summary>
[GenerateSerializer, Alias("ma.StoryTheme")]
public enum StoryTheme
{
    Other = 0,
    NaturalScenery = 1,
    RedCulture = 2,
    FoodAndCustoms = 3,
    UrbanLife = 4,
    CharacterAndSpirit = 5,
}
