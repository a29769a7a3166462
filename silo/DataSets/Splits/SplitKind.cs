namespace MediaAnalytics.Silo.DataSets.Splits;

/// <summary>By what tracks are divided.</summary>
internal enum SplitKind
{
    /// <summary>The published lists without GTZAN's faulty clips (Kereliuk, Sturm and Larsen 2015), or the split column of its log-mels.</summary>
    FaultFiltered,

    /// <summary>No artist on two sides.</summary>
    Artist,

    /// <summary>Tracks at random: artists are on both sides.</summary>
    Random,

    /// <summary>One fold of the data's fold column against the others.</summary>
    Fold,

    /// <summary>The data's own split column.</summary>
    DataSet,
}
