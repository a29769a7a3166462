using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// All that folding the next reading of a series needs, per counter: newest value, the two values before it, and the gross total. A mask has a bit per
/// counter. Blittable: snapshots hold it as it lies in memory.
/// </summary>
internal struct SeriesState
{
    /// <summary>UTC ticks of the newest reading; 0 where there is none.</summary>
    public long At;

    /// <summary>Newest value that is not held, <see cref="Counters.Absent"/> where never reported.</summary>
    public SixLongs Last;

    /// <summary>First values of the segments plus every rise, since the last break of definition.</summary>
    public SixLongs Gross;

    /// <summary>The accepted value before <see cref="Last"/> that differed from it, and the one before that; absent where there is none.</summary>
    public SixLongs Before, Earlier;

    /// <summary>Distinct instants.</summary>
    public int Readings;

    /// <summary>Falls of any counter that are corrections, without held ones.</summary>
    public int Corrections;

    /// <summary>Counters that the newest reading reports.</summary>
    public byte Newest;

    /// <summary>Counters whose fall is held; their values stand in <see cref="SeriesExtra"/>.</summary>
    public byte Held;

    /// <summary>Counters whose definition broke since their last value.</summary>
    public byte Broken;

    /// <summary>See <see cref="SeriesFlags"/>.</summary>
    public SeriesFlags Flags;

    /// <summary>A series without readings.</summary>
    public static SeriesState Empty => new()
    {
        Last = SixLongs.Absent,
        Gross = SixLongs.Absent,
        Before = SixLongs.Absent,
        Earlier = SixLongs.Absent,
    };
}
