using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Dissemination;

/// <summary>What changed within a window. Net change = gained − removed.</summary>
/// <param name="Gained">Sum of the rises, ≥ 0.</param>
/// <param name="Removed">Sum of the falls (the platforms' corrections), ≥ 0.</param>
public sealed record WindowJson(CountersJson Gained, CountersJson Removed)
{
    /// <summary>The JSON of a window's change.</summary>
    public static WindowJson Of(WindowDelta delta) => new(CountersJson.Of(delta.Rises), CountersJson.Of(delta.Falls));
}
