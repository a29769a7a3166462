using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Dissemination;

/// <summary>Six whole numbers, one per counter, as answers show them.</summary>
public sealed record CountersJson(long Impressions, long Clicks, long Views, long Likes, long Comments, long Shares)
{
    /// <summary>The JSON of <paramref name="counters"/>, which are sums: absent counters have no part in them.</summary>
    public static CountersJson Of(Counters counters) => new(
        counters.Impressions, counters.Clicks, counters.Views, counters.Likes, counters.Comments, counters.Shares);
}
