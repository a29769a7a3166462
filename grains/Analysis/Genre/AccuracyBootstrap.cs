namespace MediaAnalytics.Analysis.Genre;

/// <summary>
/// 95 % percentile-bootstrap intervals of accuracies (Efron and Tibshirani 1993, chapter 13): tracks drawn with replacement, and with them the seeds
/// where there are several. Inputs are [seed][track]: whether the track was recognised rightly.
/// </summary>
public static class AccuracyBootstrap
{
    private const int Resamples = 4_000;

    /// <summary>Interval of the accuracy, a mean over seeds and tracks; not a number where there is no track.</summary>
    public static (double Low, double High) Interval(bool[][] right, int seed = 1) => Interval(right, null, seed);

    /// <summary>
    /// Interval of the accuracy of <paramref name="right"/> less that of <paramref name="other"/> on the same tracks, in the same order: both are drawn together, so
    /// what is hard for both does not count. Not a number where there is no track.
    /// </summary>
    /// <exception cref="ArgumentException">They have other numbers of tracks.</exception>
    public static (double Low, double High) Difference(bool[][] right, bool[][] other, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(right);
        ArgumentNullException.ThrowIfNull(other);
        return right[0].Length == other[0].Length ? Interval(right, other, seed) : throw new ArgumentException("Both must be of the same tracks.", nameof(other));
    }

    private static (double Low, double High) Interval(bool[][] right, bool[][]? other, int seed)
    {
        ArgumentNullException.ThrowIfNull(right);
        int tracks = right[0].Length;
        if (tracks == 0) return (double.NaN, double.NaN);
        var random = new Random(seed);
        var means = new double[Resamples];
        for (int i = 0; i < means.Length; i++)
        {
            var (mine, its) = (Drawn(right, random), other is null ? [] : Drawn(other, random));
            int hits = 0;
            for (int draw = 0; draw < tracks; draw++)
            {
                int track = random.Next(tracks);
                foreach (bool[] run in mine) hits += run[track] ? its.Length == 0 ? 1 : its.Length : 0;
                foreach (bool[] run in its) hits -= run[track] ? mine.Length : 0;
            }

            means[i] = hits / ((double)tracks * mine.Length * Math.Max(1, its.Length));
        }

        Array.Sort(means);
        return (means[(int)(0.025 * (Resamples - 1))], means[(int)Math.Ceiling(0.975 * (Resamples - 1))]);
    }

    private static bool[][] Drawn(bool[][] runs, Random random)
    {
        if (runs.Length == 1) return runs;
        var drawn = new bool[runs.Length][];
        for (int i = 0; i < drawn.Length; i++) drawn[i] = runs[random.Next(runs.Length)];
        return drawn;
    }
}
