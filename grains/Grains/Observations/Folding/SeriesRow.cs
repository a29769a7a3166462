namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>A series in its partition's table: whose it is, and its state. Blittable.</summary>
internal struct SeriesRow
{
    /// <summary>What folding needs.</summary>
    public SeriesState State;

    /// <summary>Place of the MV.</summary>
    public int Mv;

    /// <summary>The MV's next series; -1 where this is the last.</summary>
    public int Next;

    /// <summary>Place of the platform's name.</summary>
    public int Platform;

    /// <summary>Place of the source's name.</summary>
    public int Source;
}
