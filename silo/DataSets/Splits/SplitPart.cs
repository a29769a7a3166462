namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>A side of a split.</summary>
internal enum SplitPart
{
    /// <summary>Not used.</summary>
    None,

    /// <summary>Learnt from.</summary>
    Train,

    /// <summary>Judged by while training.</summary>
    Valid,

    /// <summary>Judged by once, at the end.</summary>
    Test,
}
