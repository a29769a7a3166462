using MediaAnalytics.Analysis.Genre;

namespace MediaAnalytics.Silo.Lab;

/// <summary>One line of the table: a method on an input of a set, over all parts of a split and all seeds.</summary>
internal sealed class LabRow
{
    private readonly bool[][] _right;
    private readonly GenreEvaluation _pooled;

    /// <summary>Makes the line; <paramref name="results"/> are of one set, split, method and input.</summary>
    public LabRow(LabSet set, IReadOnlyList<LabResult> results)
    {
        Set = set;
        Task = results[0].Task;
        Results = results;
        var bySeed = results.GroupBy(r => r.Task.Seed).OrderBy(g => g.Key)
            .Select(g => g.SelectMany(r => r.Tracks).OrderBy(t => t.Track, StringComparer.Ordinal).ToArray()).ToArray();
        Answers = bySeed[0];
        _right = bySeed.Select(answers => answers.Select(a => a.IsRight).ToArray()).ToArray();
        _pooled = GenreEvaluation.Of(bySeed.SelectMany(a => a).Select(a => (set.Labels[a.Genre], set.Labels[a.Best])).ToList(), set.Labels);
        Interval = AccuracyBootstrap.Interval(_right);
        SeedAccuracies = _right.Select(r => r.Average(hit => hit ? 1.0 : 0)).ToArray();
    }

    /// <summary>The set.</summary>
    public LabSet Set { get; }

    /// <summary>One of its fits, for set, split, method and input.</summary>
    public LabTask Task { get; }

    /// <summary>Its fits.</summary>
    public IReadOnlyList<LabResult> Results { get; }

    /// <summary>The first seed's answers, by track.</summary>
    public IReadOnlyList<LabAnswer> Answers { get; }

    /// <summary>Tracks judged.</summary>
    public int N => Answers.Count;

    /// <summary>Share recognised rightly, a mean over seeds.</summary>
    public double Accuracy => _pooled.Accuracy;

    /// <summary>Macro F1 over all seeds' answers.</summary>
    public double MacroF1 => _pooled.MacroF1;

    /// <summary>Tracks by stated genre, then by the label given; over all seeds.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Confusion => _pooled.Confusion;

    /// <summary>95 % bootstrap interval of the accuracy over tracks, and seeds where there are several.</summary>
    public (double Low, double High) Interval { get; }

    /// <summary>Expected calibration error of a network's probabilities, not calibrated; null for a rival, whose scores are none.</summary>
    public double? CalibrationError => LabMethods.IsRival(Task.Method) ? null : GenreCalibration.ExpectedError(Results.SelectMany(r => r.Tracks).Select(answer =>
        (GenreCalibration.Probabilities(answer.Scores, 1).Max(), answer.IsRight)).ToList());

    /// <summary>Each seed's accuracy.</summary>
    public IReadOnlyList<double> SeedAccuracies { get; }

    /// <summary>Mean seconds of a fit, on one core, beside the others that ran then.</summary>
    public double Seconds => Results.Average(r => r.Seconds);

    /// <summary>How much better this line is than another of the same set and split, with a 95 % interval by paired bootstrap.</summary>
    public (double Points, double Low, double High) Over(LabRow other)
    {
        var (low, high) = AccuracyBootstrap.Difference(_right, other._right);
        return (Accuracy - other.Accuracy, low, high);
    }
}
