using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>What the MVs of one song agree on: the renormalised mean of their log-probabilities.</summary>
internal static class TrackConsensus
{
    /// <summary>Stands for a weight of zero parts per million, whose logarithm has no value: half of one part.</summary>
    private const double Floor = 0.5;

    /// <summary>The consensus of the posteriors of the newest model among them (by name, ordinal), and how many those are.</summary>
    public static (GenrePosterior? Consensus, int Count) Of(IReadOnlyCollection<GenrePosterior> posteriors)
    {
        string? model = posteriors.Select(posterior => posterior.Model).Max(StringComparer.Ordinal);
        GenrePosterior[] same = [.. posteriors.Where(posterior => posterior.Model == model)];
        if (same.Length == 0)
            return (null, 0);

        string[] labels = same[0].Labels;
        var means = new double[labels.Length];
        foreach (GenrePosterior posterior in same)
        {
            for (int i = 0; i < labels.Length; i++)
                means[i] += Math.Log(Math.Max(posterior.Weights[i], Floor)) / same.Length;
        }

        return (new(model!, labels, Analysis.Genre.PartsPerMillion.FromLogits(means)), same.Length);
    }
}
