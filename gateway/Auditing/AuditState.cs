namespace MediaAnalytics.Gateway.Auditing;

/// <summary>What the books say, over all partitions.</summary>
public enum AuditState
{
    /// <summary>Not every partition has had a full check yet.</summary>
    Unchecked,

    /// <summary>Every row is accounted for, and the newest full check of every partition found nothing.</summary>
    Balanced,

    /// <summary>The newest full check of some partition could not be finished; none found anything.</summary>
    Unfinished,

    /// <summary>Rows are unaccounted for, or a full check found something.</summary>
    Unbalanced,
}
