using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>Collects findings.</summary>
internal readonly struct FindingSink(SeriesFindings findings) : ISeriesSink
{
    public void Delta(int counter, long at, long delta) => findings.Changed(delta);

    public void Judge(int counter, long at, long value, Verdict verdict) => findings.Judged(counter, at, value, verdict);
}
