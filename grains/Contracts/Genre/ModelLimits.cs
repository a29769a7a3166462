namespace MediaAnalytics.Contracts.Genre;

/// <summary>Bounds on the registry of models.</summary>
public static class ModelLimits
{
    /// <summary>Most versions in it.</summary>
    public const int MaxVersions = 100;

    /// <summary>Most orders that can be gone back to; older ones are forgotten.</summary>
    public const int MaxPast = 20;
}
