using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>The definition epochs declared so far. One thread at a time.</summary>
internal sealed class EpochTable
{
    private readonly List<DefinitionEpoch> declared = [];
    private readonly HashSet<Guid> ids = [];
    private readonly Dictionary<string, List<(long At, int Mask)>> byPlatform = new(StringComparer.Ordinal);

    /// <summary>In the order of declaration.</summary>
    public IReadOnlyList<DefinitionEpoch> Declared => declared;

    /// <summary>Adds an epoch; false where one of its id stands already.</summary>
    public bool Add(DefinitionEpoch epoch)
    {
        if (!ids.Add(epoch.Id))
            return false;

        declared.Add(epoch);
        if (!byPlatform.TryGetValue(epoch.Platform, out var breaks))
            byPlatform.Add(epoch.Platform, breaks = []);
        breaks.Insert(After(breaks, epoch.At.UtcTicks), (epoch.At.UtcTicks, epoch.Counters.Aggregate(0, (mask, counter) => mask | (1 << (int)counter))));
        return true;
    }

    /// <summary>A copy with one epoch more.</summary>
    public EpochTable With(DefinitionEpoch epoch)
    {
        var copy = new EpochTable();
        copy.declared.AddRange(declared);
        copy.ids.UnionWith(ids);
        foreach ((string platform, List<(long At, int Mask)> breaks) in byPlatform)
            copy.byPlatform.Add(platform, [.. breaks]);
        copy.Add(epoch);
        return copy;
    }

    /// <summary>Counters of a platform with an epoch in (<paramref name="after"/>, <paramref name="upTo"/>], as a mask.</summary>
    public int Broken(string platform, long after, long upTo)
    {
        if (declared.Count == 0 || !byPlatform.TryGetValue(platform, out var breaks))
            return 0;

        int mask = 0;
        for (int i = After(breaks, after); i < breaks.Count && breaks[i].At <= upTo; i++)
            mask |= breaks[i].Mask;
        return mask;
    }

    /// <summary>The place of the first break after an instant; breaks stand in order of their instants.</summary>
    private static int After(List<(long At, int Mask)> breaks, long at)
    {
        (int from, int to) = (0, breaks.Count);
        while (from < to)
        {
            int middle = (from + to) / 2;
            if (breaks[middle].At > at) to = middle;
            else from = middle + 1;
        }

        return from;
    }
}
