namespace MediaAnalytics.Contracts.Observations;

/// <summary>What changed within a window. A delta belongs to the instant of its later reading. Net change = rises − falls.</summary>
/// <param name="Rises">Sum of the rises, ≥ 0.</param>
/// <param name="Falls">Sum of the falls (the platforms' corrections), ≥ 0.</param>
[GenerateSerializer, Immutable, Alias("ma.WindowDelta")]
public readonly record struct WindowDelta([property: Id(0)] Counters Rises, [property: Id(1)] Counters Falls)
{
    /// <summary>Sum of both parts.</summary>
    public static WindowDelta operator +(WindowDelta a, WindowDelta b) => new(a.Rises + b.Rises, a.Falls + b.Falls);
}
