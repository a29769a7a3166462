namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>What a row of a history stands for.</summary>
[GenerateSerializer, Alias("ma.HistoryGranularity")]
public enum HistoryGranularity
{
    /// <summary>An instant at which something was reported.</summary>
    None = 0,
    Minute = 1,
    Hour = 2,
    Day = 3,

    /// <summary>From Monday on.</summary>
    Week = 4,
    Month = 5,
}
