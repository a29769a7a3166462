namespace MediaAnalytics.Contracts.Genre;

/// <summary>How urgent it is to recognise an MV.</summary>
[GenerateSerializer, Alias("ma.GenrePriority")]
public enum GenrePriority
{
    /// <summary>Whenever nothing else waits: it has a posterior, by an older model.</summary>
    Low = 0,

    /// <summary>In its turn.</summary>
    Normal = 1,

    /// <summary>Before all others: its views accelerate.</summary>
    High = 2,
}
