namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>Why an MV's history could not be given.</summary>
[GenerateSerializer, Alias("ma.HistoryFault")]
public enum HistoryFault
{
    None = 0,

    /// <summary>It would have more than <see cref="HistoryQuery.MaxRows"/> rows.</summary>
    TooManyRows = 1,

    /// <summary>A facts file is missing or damaged.</summary>
    FactsDamaged = 2,

    /// <summary>It took longer than a question may.</summary>
    TooLong = 3,

    /// <summary>Others were being answered.</summary>
    Busy = 4,
}
