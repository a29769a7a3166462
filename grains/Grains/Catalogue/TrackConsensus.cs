using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>What the MVs of one song agree on: the renormalised mean of their log-probabilities.</summary>
internal static class TrackConsensus
{
    /// <summary>Stands for a weight of zero parts per million, whose logarithm has no value: half of one part.</summary>
    private const double Floor = 0.5;

    /// <summary>
    /// The consensus of the posteriors of one model, and how many those are: of the one that was ordered last; under one order, of the one that most MVs have
    /// (of as many, the last by name, ordinal).
    /// </summary>
    public static (GenrePosterior? Consensus, int Count) Of(IReadOnlyCollection<MvLink> links)
    {
        var newest = links.Where(static link => link.Posterior is not null)
            .GroupBy(static link => (link.ModelOrder, link.Posterior!.Model))
            .OrderBy(static model => model.Key.ModelOrder).ThenBy(static model => model.Count()).ThenBy(static model => model.Key.Model, StringComparer.Ordinal)
            .LastOrDefault();
        if (newest is null)
            return (null, 0);

        GenrePosterior[] same = [.. newest.Select(static link => link.Posterior!)];
        double[][] logs = [.. same.Select(posterior => Array.ConvertAll(posterior.Weights, weight => Math.Log(Math.Max(weight, Floor))))];
        return (new(same[0].Model, same[0].Labels, [.. Analysis.Genre.GenrePosterior.FromTiles(logs).PartsPerMillion]), same.Length);
    }
}
