namespace MediaAnalytics.Analysis.Genre;

/// <summary>
/// How well a model's labels agree with stated genres. Tracks of genres that the model has no label for stand in the confusion but in no
/// other figure.
/// </summary>
/// <param name="N">Tracks scored.</param>
/// <param name="NKnown">Those whose genre the model has a label for: what every figure below is about.</param>
/// <param name="Accuracy">Share of them whose likeliest label is their genre; not a number if there is none.</param>
/// <param name="MacroF1">Mean over their genres of the harmonic mean of precision and recall.</param>
/// <param name="Interval">95 % percentile-bootstrap interval of the accuracy, tracks drawn with replacement.</param>
/// <param name="Confusion">Tracks by stated genre, then by likeliest label; labels that were never given are left out.</param>
/// <param name="UnknownGenres">Stated genres without a label.</param>
public sealed record GenreEvaluation(
    int N, int NKnown, double Accuracy, double MacroF1, (double Low, double High) Interval,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Confusion, IReadOnlyList<string> UnknownGenres)
{
    /// <summary>Compares (stated genre, likeliest label) pairs; <paramref name="seed"/> is the bootstrap's.</summary>
    public static GenreEvaluation Of(IReadOnlyCollection<(string Genre, string Label)> tracks, IReadOnlyCollection<string> labels, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        var known = tracks.Where(t => labels.Contains(t.Genre)).ToArray();
        var confusion = tracks.GroupBy(t => t.Genre).OrderBy(g => g.Key, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => (IReadOnlyDictionary<string, int>)g.GroupBy(t => t.Label).OrderBy(l => l.Key, StringComparer.Ordinal).ToDictionary(l => l.Key, l => l.Count()));
        var right = known.Select(t => t.Genre == t.Label).ToArray();
        return new GenreEvaluation(
            tracks.Count, known.Length, right.Length == 0 ? double.NaN : right.Count(r => r) / (double)right.Length, F1(known), AccuracyBootstrap.Interval([right], seed),
            confusion, confusion.Keys.Where(genre => !labels.Contains(genre)).ToArray());
    }

    private static double F1((string Genre, string Label)[] known)
    {
        var genres = known.Select(t => t.Genre).Distinct().ToArray();
        return genres.Length == 0 ? double.NaN : genres.Average(genre =>
        {
            int hits = known.Count(t => t.Genre == genre && t.Label == genre);
            return 2.0 * hits / (known.Count(t => t.Genre == genre) + known.Count(t => t.Label == genre));
        });
    }
}
