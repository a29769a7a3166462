namespace MediaAnalytics.Gateway.Dissemination;

/// <summary>Views, twice.</summary>
/// <param name="Net">Newest values: what the platforms took away is gone.</param>
/// <param name="Gross">First values plus every rise; never below <paramref name="Net"/>.</param>
public sealed record ViewsJson(long Net, long Gross);
