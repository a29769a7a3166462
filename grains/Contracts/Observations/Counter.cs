namespace MediaAnalytics.Contracts.Observations;

/// <summary>The platforms' counters, in the order that <see cref="Counters"/> holds them.</summary>
[GenerateSerializer, Alias("ma.Counter")]
public enum Counter
{
    Impressions = 0,
    Clicks = 1,
    Views = 2,
    Likes = 3,
    Comments = 4,
    Shares = 5,
}
