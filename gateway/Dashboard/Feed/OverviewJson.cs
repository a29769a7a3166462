using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>What the whole catalogue is up to.</summary>
/// <param name="Stages">MVs by stage.</param>
/// <param name="Top">MVs that spread fastest, fastest first.</param>
/// <param name="Readings">Distinct readings kept.</param>
/// <param name="Corrections">Falls of any counter among them.</param>
public sealed record OverviewJson(StagesJson Stages, IReadOnlyList<TopMvJson> Top, long Readings, long Corrections)
{
    /// <summary>The JSON of an overview.</summary>
    public static OverviewJson Of(Overview overview)
    {
        ArgumentNullException.ThrowIfNull(overview);
        return new(StagesJson.Of(overview.Stages), [.. overview.Top.Select(TopMvJson.Of)], overview.Readings, overview.Corrections);
    }
}
