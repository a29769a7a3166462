using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>The definition epochs declared so far. One thread at a time.</summary>
internal sealed class EpochTable
{
    private readonly List<DefinitionEpoch> declared = [];
    private readonly Dictionary<string, List<(long At, int Mask)>> byPlatform = new(StringComparer.Ordinal);

    /// <summary>In the order of declaration.</summary>
    public IReadOnlyList<DefinitionEpoch> Declared => declared;

    /// <summary>Adds an epoch; false where one of its id stands already.</summary>
    public bool Add(DefinitionEpoch epoch)
    {
        if (declared.Exists(known => known.Id == epoch.Id))
            return false;

        declared.Add(epoch);
        if (!byPlatform.TryGetValue(epoch.Platform, out var breaks))
            byPlatform.Add(epoch.Platform, breaks = []);
        breaks.Add((epoch.At.UtcTicks, epoch.Counters.Aggregate(0, (mask, counter) => mask | (1 << (int)counter))));
        return true;
    }

    /// <summary>Counters of a platform with an epoch in (<paramref name="after"/>, <paramref name="upTo"/>], as a mask.</summary>
    public int Broken(string platform, long after, long upTo)
    {
        if (declared.Count == 0 || !byPlatform.TryGetValue(platform, out var breaks))
            return 0;

        int mask = 0;
        foreach ((long at, int counters) in breaks)
            mask |= at > after && at <= upTo ? counters : 0;
        return mask;
    }
}
