namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>How the story of an MV is built. Catalogue words: <c>none, time-space-staggered, novel, prose, comprehensive</c>.</summary>
[GenerateSerializer, Alias("ma.StoryStructure")]
public enum StoryStructure
{
    None = 0,
    TimeSpaceStaggered = 1,
    Novel = 2,
    Prose = 3,
    Comprehensive = 4,
}
