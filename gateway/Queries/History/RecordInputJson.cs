using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>A version of an MV's record, and what it changed.</summary>
/// <param name="Version">The version.</param>
/// <param name="UpdatedAt">When it was made.</param>
/// <param name="Stands">Whether it replaced the one before; an older version that comes after a newer one does not.</param>
/// <param name="Changes">Against the version that stood before it; null for no value.</param>
public sealed record RecordInputJson(long Version, DateTimeOffset UpdatedAt, bool Stands, IReadOnlyList<RecordChange> Changes)
{
    internal static RecordInputJson Of(ExplainedRecord record) => new(record.Version, record.UpdatedAt, record.Stands, record.Changes);
}
