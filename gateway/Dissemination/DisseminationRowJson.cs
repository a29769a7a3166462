using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Gateway.Dissemination;

/// <summary>One combination of dimensions and its figures.</summary>
/// <param name="Key">A value per dimension asked for, by the dimension's name; null where the catalogue does not state it. Empty for a total.</param>
/// <param name="Mvs">MVs, each counted once; split by platform, MVs with a reading on that platform.</param>
/// <param name="Impressions">Net impressions.</param>
/// <param name="Clicks">Net clicks.</param>
/// <param name="Ctr">Clicks ÷ impressions over the rows that report both, 0 and up; null where they have no impressions.</param>
/// <param name="Views">Views, net and gross.</param>
/// <param name="Likes">Net likes.</param>
/// <param name="LikeRate">Likes ÷ views over the rows that report both, 0 and up; null where they have no views.</param>
/// <param name="Comments">Net comments.</param>
/// <param name="Shares">Net shares.</param>
/// <param name="LastHour">What changed in the last hour.</param>
/// <param name="LastDay">What changed in the last 24 hours.</param>
public sealed record DisseminationRowJson(
    IReadOnlyDictionary<string, string?> Key,
    long Mvs,
    long Impressions,
    long Clicks,
    double? Ctr,
    ViewsJson Views,
    long Likes,
    double? LikeRate,
    long Comments,
    long Shares,
    WindowJson LastHour,
    WindowJson LastDay)
{
    private static readonly IReadOnlyDictionary<string, string?> NoKey = new Dictionary<string, string?>();

    /// <summary>The JSON of a total.</summary>
    public static DisseminationRowJson OfTotal(CellSums sums) => Of(NoKey, sums);

    /// <summary>The JSON of a row that answers a question split by <paramref name="by"/>.</summary>
    public static DisseminationRowJson Of(IReadOnlyList<Dimension> by, DisseminationRow row)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(row);
        var key = new Dictionary<string, string?>(by.Count);
        for (var i = 0; i < by.Count; i++)
            key[DimensionNames.Of(by[i])] = row.Key[i];
        return Of(key, row.Sums);
    }

    private static DisseminationRowJson Of(IReadOnlyDictionary<string, string?> key, CellSums sums) => new(
        key,
        sums.Mvs,
        sums.Net.Impressions,
        sums.Net.Clicks,
        Ratio(sums.PairedClicks, sums.PairedImpressions),
        new(sums.Net.Views, sums.Gross.Views),
        sums.Net.Likes,
        Ratio(sums.PairedLikes, sums.PairedViews),
        sums.Net.Comments,
        sums.Net.Shares,
        WindowJson.Of(sums.LastHour),
        WindowJson.Of(sums.LastDay));

    private static double? Ratio(long part, long whole) => whole == 0 ? null : (double)part / whole;
}
