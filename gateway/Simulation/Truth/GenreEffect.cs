namespace MediaAnalytics.Gateway.Simulation.Truth;

/// <summary>What is planted for one genre.</summary>
/// <param name="Genre">The genre's name.</param>
/// <param name="OnCtr">Log ratio of CTR to the base.</param>
/// <param name="OnLikeRate">Log ratio of the like rate to the base.</param>
/// <param name="StoryShare">Probability that an MV of the genre has a story.</param>
internal sealed record GenreEffect(string Genre, double OnCtr, double OnLikeRate, double StoryShare);
