namespace MediaAnalytics.Analysis.Genre;

/// <summary>From log-probabilities of tiles to a posterior in whole parts per million. Pure.</summary>
public static class GenrePosterior
{
    /// <summary>What every posterior sums to.</summary>
    public const int Whole = 1_000_000;

    /// <summary>
    /// The mean of the tiles' log-probabilities, renormalised (softmax of the mean), rounded by largest remainder: the parts sum to
    /// <see cref="Whole"/> exactly; of equal remainders the first label's is rounded up.
    /// </summary>
    /// <param name="tiles">[tile][label]; at least one tile; finite or −∞.</param>
    public static GenreScore FromTiles(IReadOnlyList<double[]> tiles)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        if (tiles.Count == 0) throw new ArgumentException("At least one tile is needed.", nameof(tiles));
        var mean = new double[tiles[0].Length];
        foreach (var tile in tiles)
        {
            for (int label = 0; label < mean.Length; label++) mean[label] += tile[label] / tiles.Count;
        }

        double max = mean.Max();
        if (!double.IsFinite(max)) throw new ArgumentException("Log-probabilities must be numbers, and not all minus infinity.", nameof(tiles));
        return new GenreScore(Round(mean.Select(m => Math.Exp(m - max)).ToArray()), tiles.Count);
    }

    /// <summary>Rounds weights (≥ 0, at least one above) to parts per million of their sum by largest remainder.</summary>
    public static int[] Round(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        double sum = weights.Sum();
        var parts = weights.Select(w => (int)Math.Floor(w / sum * Whole)).ToArray();
        var byRemainder = Enumerable.Range(0, parts.Length).OrderByDescending(i => (weights[i] / sum * Whole) - parts[i]).ThenBy(i => i).ToArray();
        int missing = Whole - parts.Sum();
        for (int i = 0; i < missing; i++) parts[byRemainder[i % parts.Length]]++;
        return parts;
    }
}
