namespace MediaAnalytics.Contracts.Keys;

/// <summary>Bounds on API keys.</summary>
public static class ApiKeyLimits
{
    /// <summary>Most keys in all. Where they are all taken, the one that ended first makes room.</summary>
    public const int MaxKeys = 1_000;

    /// <summary>Longest name of a key, in characters.</summary>
    public const int MaxName = 100;

    /// <summary>Longest time that a key with an end may live, in days.</summary>
    public const int MaxDays = 3_650;
}
