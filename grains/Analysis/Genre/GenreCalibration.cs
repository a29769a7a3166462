namespace MediaAnalytics.Analysis.Genre;

/// <summary>How far a model's probabilities can be believed, after Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.</summary>
public static class GenreCalibration
{
    /// <summary>Fewest tracks that a temperature is found on.</summary>
    public const int FewestTracks = 50;

    /// <summary>Lowest temperature of a model.</summary>
    public const double LeastTemperature = 0.05;

    /// <summary>Highest temperature of a model.</summary>
    public const double MostTemperature = 20;

    private const int Bins = 15;
    private const int Steps = 60;

    /// <summary>
    /// The temperature T (0.05 to 20) whose softmax(log-probabilities / T) gives the stated genres the highest mean log-probability; 1 where there are
    /// fewer than 50 tracks, too few to tell. Found by golden-section search over lg T.
    /// </summary>
    /// <param name="tracks">Log-probabilities by label, and the stated genre's index.</param>
    public static double Temperature(IReadOnlyList<(double[] LogProbabilities, int Genre)> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        if (tracks.Count < FewestTracks) return 1;
        double ratio = (Math.Sqrt(5) - 1) / 2, low = Math.Log(LeastTemperature), high = Math.Log(MostTemperature);
        for (int step = 0; step < Steps; step++)
        {
            double left = high - (ratio * (high - low)), right = low + (ratio * (high - low));
            if (Loss(tracks, Math.Exp(left)) <= Loss(tracks, Math.Exp(right))) high = right;
            else low = left;
        }

        return Math.Exp((low + high) / 2);
    }

    /// <summary>softmax(log-probabilities / <paramref name="temperature"/>).</summary>
    public static double[] Probabilities(IReadOnlyList<double> logProbabilities, double temperature)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        double max = logProbabilities.Max();
        var shares = logProbabilities.Select(l => Math.Exp((l - max) / temperature)).ToArray();
        double sum = shares.Sum();
        return Array.ConvertAll(shares, share => share / sum);
    }

    /// <summary>
    /// Expected calibration error: the mean distance of confidence and accuracy over 15 equally wide bins of confidence, weighed by their tracks; 0 is best. Not a
    /// number where there is no track.
    /// </summary>
    /// <param name="tracks">The likeliest label's probability, and whether it is the stated genre.</param>
    public static double ExpectedError(IReadOnlyCollection<(double Confidence, bool IsRight)> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        if (tracks.Count == 0) return double.NaN;
        return tracks.GroupBy(t => Math.Min((int)(t.Confidence * Bins), Bins - 1))
            .Sum(bin => Math.Abs(bin.Sum(t => t.Confidence - (t.IsRight ? 1 : 0)))) / tracks.Count;
    }

    private static double Loss(IReadOnlyList<(double[] LogProbabilities, int Genre)> tracks, double temperature) =>
        -tracks.Average(t => Math.Log(Math.Max(Probabilities(t.LogProbabilities, temperature)[t.Genre], double.Epsilon)));
}
