namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>What is special about a series.</summary>
[Flags]
internal enum SeriesFlags : byte
{
    None = 0,

    /// <summary>Other sources report the same MV on the same platform.</summary>
    HasSibling = 1,

    /// <summary>A <see cref="SeriesExtra"/> belongs to it.</summary>
    HasExtra = 2,

    /// <summary>A reading came late: the whole series is to be folded again. Never in a snapshot.</summary>
    Late = 4,
}
