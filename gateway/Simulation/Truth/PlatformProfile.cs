namespace MediaAnalytics.Gateway.Simulation.Truth;

/// <summary>What a simulated platform reports, and how large it is. The place in the list decides: of three platforms the first reports
/// all six counters, the second no impressions (its clicks have no denominator), the third no shares, and so on round.</summary>
/// <param name="Name">The platform's name.</param>
/// <param name="Index">Its place in the list, from 0.</param>
internal sealed record PlatformProfile(string Name, int Index)
{
    private static readonly double[] Sizes = [1.0, 0.5, 0.8, 0.4];
    private static readonly double[] CtrEffects = [0.0, 0.1, 0.25, -0.15];
    private static readonly double[] Presences = [0.9, 0.65, 0.6, 0.5];

    /// <summary>The one source that reports this platform's counters.</summary>
    public string Source => Name + "-export";

    public bool ReportsImpressions => Index % 3 != 1;

    public bool ReportsShares => Index % 3 != 2;

    /// <summary>Impressions relative to the first platform's.</summary>
    public double Size => Sizes[Index % Sizes.Length];

    /// <summary>Planted log ratio of CTR to the first platform's.</summary>
    public double CtrEffect => CtrEffects[Index % CtrEffects.Length];

    /// <summary>Share of the MVs that are on this platform.</summary>
    public double Presence => Presences[Index % Presences.Length];

    public static PlatformProfile Of(string name, int index) => new(name, index);
}
