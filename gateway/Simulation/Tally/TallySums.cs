namespace MediaAnalytics.Gateway.Simulation.Tally;

/// <summary>The sums of one group of MVs. <see cref="Impressions"/> and <see cref="Clicks"/> are net.</summary>
internal sealed record TallySums
{
    public long Mvs { get; set; }

    public long Impressions { get; set; }

    public long Clicks { get; set; }

    /// <summary>Over (MV, platform) rows that report both clicks and impressions.</summary>
    public RatioSums Ctr { get; init; } = new();

    public NetGross Views { get; init; } = new();

    public NetGross Likes { get; init; } = new();

    /// <summary>Over (MV, platform) rows that report both likes and views; net.</summary>
    public RatioSums LikeRate { get; init; } = new();

    public NetGross Comments { get; init; } = new();

    public NetGross Shares { get; init; } = new();
}
