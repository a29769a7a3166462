namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>What an upsert did to an MV's record.</summary>
[GenerateSerializer, Alias("ma.UpsertOutcome")]
public enum UpsertOutcome
{
    Created = 0,
    Updated = 1,
    Unchanged = 2,
}
