using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Hears what folding a series finds.</summary>
internal interface ISeriesSink
{
    /// <summary>
    /// The value of a counter at an instant changed the net total by <paramref name="delta"/>, not zero, within its segment. That of a held fall comes when it
    /// is decided; until then <see cref="SeriesRules.Provisional"/> gives it.
    /// </summary>
    void Delta(int counter, long at, long delta);

    /// <summary>What the value of a counter at an instant was taken for; for a held fall it comes again when the fall is decided.</summary>
    void Judge(int counter, long at, long value, Verdict verdict);
}
