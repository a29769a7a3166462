using MediaAnalytics.Contracts.Auditing;

namespace MediaAnalytics.Grains.Observations.Auditing;

/// <summary>What a check finds: counted, and listed up to <see cref="AuditCheck.MostFindings"/>. One thread at a time.</summary>
internal sealed class FindingList
{
    private readonly List<AuditFinding> listed = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<AuditFinding> Listed => listed;

    /// <summary>Adds one.</summary>
    public void Add(AuditFinding finding)
    {
        Count++;
        if (listed.Count < AuditCheck.MostFindings)
            listed.Add(finding);
    }

    /// <summary>Adds a finding where two numbers of the whole partition differ.</summary>
    public void Compare(string figure, long facts, long memory)
    {
        if (facts != memory)
            Add(new("counts", $"{figure}: the facts give {facts}, memory says {memory}", Figure: figure, Facts: facts, Memory: memory));
    }
}
