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

        double[][] logs = [.. same.Select(posterior => Array.ConvertAll(posterior.Weights, weight => Math.Log(Math.Max(weight, Floor))))];
        return (new(model!, same[0].Labels, [.. Analysis.Genre.GenrePosterior.FromTiles(logs).PartsPerMillion]), same.Length);
    }
}
