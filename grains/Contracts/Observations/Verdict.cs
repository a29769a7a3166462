namespace MediaAnalytics.Contracts.Observations;

/// <summary>What one value of a counter was taken for (docs/counting.md).</summary>
[GenerateSerializer, Alias("ma.Verdict")]
public enum Verdict
{
    /// <summary>The first value of the series: in totals, not in deltas.</summary>
    Baseline,

    /// <summary>The value before, again.</summary>
    Unchanged,

    /// <summary>Higher than the value before.</summary>
    Rise,

    /// <summary>A fall: the platform took counts back. Lowers net, not gross.</summary>
    Correction,

    /// <summary>A fall to near zero that lasted: the platform counts anew. Opens a segment.</summary>
    Reset,

    /// <summary>A fall that the next value undid: an old copy was read. Outside the series.</summary>
    Stale,

    /// <summary>
    /// A fall that may be <see cref="Stale"/>: the next value decides. Until then it counts as a <see cref="Reset"/> where it is to near zero, else as a
    /// <see cref="Correction"/>, provisionally.
    /// </summary>
    Held,

    /// <summary>The first value after a declared break of definition: totals begin anew with it.</summary>
    Break,
}
