namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>An MV within its partition: its dimensions, once catalogued, and its platforms. One thread at a time.</summary>
internal sealed class MvRow(string mv)
{
    private readonly List<PlatformRow> platforms = [];

    /// <summary>The catalogue id.</summary>
    public string Mv { get; } = mv;

    /// <summary>Null until the catalogue holds it; until then its readings stay outside every answer.</summary>
    public MvFacts? Facts { get; set; }

    /// <summary>Platforms with readings.</summary>
    public IReadOnlyList<PlatformRow> Platforms => platforms;

    /// <summary>Distinct readings kept.</summary>
    public int Readings { get; set; }

    /// <summary>The row of a platform, made where there is none.</summary>
    public PlatformRow Platform(string platform)
    {
        foreach (PlatformRow row in platforms)
        {
            if (row.Platform == platform)
                return row;
        }

        var added = new PlatformRow(platform);
        platforms.Add(added);
        return added;
    }
}
