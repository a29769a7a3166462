using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>What <c>GET /v1/mvs/{id}/history</c> answers.</summary>
/// <param name="Mv">The MV.</param>
/// <param name="Offset">The offset of its partition's log up to which readings are counted.</param>
/// <param name="Granularity">What a row stands for.</param>
/// <param name="Zone">The time zone of the rows' limits.</param>
/// <param name="AcrossEpochs">Whether values are compared across declared breaks of definition.</param>
/// <param name="Platforms">By name; those without readings in the range have no rows.</param>
public sealed record HistoryJson(
    string Mv, long Offset, HistoryGranularity Granularity, string Zone, bool AcrossEpochs, IReadOnlyList<PlatformHistoryJson> Platforms)
{
    internal static HistoryJson Of(string mv, HistoryQuery query, MvHistory history) => new(
        mv, history.Offset, query.Granularity, query.Zone, query.AcrossEpochs, [.. history.Platforms.Select(PlatformHistoryJson.Of)]);
}
