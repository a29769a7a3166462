using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Gateway.Dissemination;

/// <summary>What changed within a window. Net change = gained − removed.</summary>
/// <param name="Gained">Sum of the rises, ≥ 0.</param>
/// <param name="Removed">Sum of the falls (the platforms' corrections), ≥ 0.</param>
public sealed record WindowSumsJson(CounterSumsJson Gained, CounterSumsJson Removed)
{
    /// <summary>The JSON of a window's change.</summary>
    public static WindowSumsJson Of(WindowDelta delta) => new(CounterSumsJson.Of(delta.Rises), CounterSumsJson.Of(delta.Falls));
}
