namespace MediaAnalytics.Contracts.Observations;

/// <summary>What adding a reading did.</summary>
[GenerateSerializer, Alias("ma.AddOutcome")]
public enum AddOutcome
{
    /// <summary>New: the series has one reading more.</summary>
    Added,

    /// <summary>Its instant was known; it reports counters that were absent there.</summary>
    Completed,

    /// <summary>Known, with the same values: it changed nothing.</summary>
    Duplicate,

    /// <summary>Its instant was known with another value; the larger of each counter stands.</summary>
    Conflict,
}
