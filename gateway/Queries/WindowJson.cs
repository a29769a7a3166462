using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>What changed within a window.</summary>
/// <param name="Gained">Sums of the rises.</param>
/// <param name="Removed">Sums of the falls: the platforms' corrections.</param>
public sealed record WindowJson(CountersJson Gained, CountersJson Removed)
{
    internal static WindowJson Of(WindowDelta delta) => new(CountersJson.Of(delta.Rises), CountersJson.Of(delta.Falls));
}
