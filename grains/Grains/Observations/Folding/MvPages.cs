using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A fold's MVs, page by page in the order in which they became known.</summary>
internal static class MvPages
{
    /// <summary>Most MVs of a page.</summary>
    public const int MaxPage = 1_000;

    /// <summary>Most MVs that one page looks at, so that a call stays short where few have a genre.</summary>
    private const int MaxScanned = 10_000;

    /// <inheritdoc cref="IPartitionGrain.MvsAsync"/>
    public static MvPage Of(PartitionFold fold, long epoch, int from, int limit)
    {
        var recognised = new List<string>();
        int underWay = 0, place = Math.Max(from, 0), end = (int)Math.Min(fold.Mvs.Count, (long)place + MaxScanned);
        limit = Math.Clamp(limit, 1, MaxPage);
        for (; place < end && recognised.Count < limit; place++)
        {
            ref MvEntry mv = ref fold.Mvs[place];
            if (mv.Dimensions < 0)
                continue;
            if (mv.Stage == (int)MvStage.Classified)
                recognised.Add(fold.Mvs.Id(place));
            else if (((MvStage)mv.Stage).IsUnderWay())
                underWay++;
        }

        return new(epoch, [.. recognised], underWay, place < fold.Mvs.Count ? place : null);
    }
}
