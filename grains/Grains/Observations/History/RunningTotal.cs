using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>
/// A counter's totals, added up from findings in order of observation, from the first value or the last break on. The sums stop at the end of 64 bits.
/// </summary>
internal struct RunningTotal
{
    /// <summary>UTC ticks of the first value.</summary>
    public long Since;

    public int Segments;

    public long Firsts, Rises, Falls, Closed;

    /// <summary>The newest value: at most what a counter can be, however large the sums are.</summary>
    public long Net;

    public readonly long Gross => Saturating.Add(Firsts, Rises);

    /// <summary>Whether a held fall counts as a reset.</summary>
    public static bool IsReset(in Finding finding) => finding.Verdict == Verdict.Reset || finding is { Verdict: Verdict.Held, Delta: 0 };

    /// <summary>Adds the next finding.</summary>
    public void Add(in Finding finding)
    {
        if (finding.Verdict is Verdict.Baseline or Verdict.Break)
        {
            this = new() { Since = finding.At, Segments = 1, Firsts = finding.Value, Net = finding.Value };
        }
        else if (IsReset(in finding))
        {
            Closed = Saturating.Add(Closed, Net);
            Firsts = Saturating.Add(Firsts, finding.Value);
            Net = finding.Value;
            Segments++;
        }
        else
        {
            Rises = Saturating.Add(Rises, Math.Max(finding.Delta, 0));
            Falls = Saturating.Add(Falls, -Math.Min(finding.Delta, 0));
            Net += finding.Delta;
        }
    }
}
