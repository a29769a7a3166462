namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>What an upsert did to an MV's record.</summary>
[GenerateSerializer, Alias("ma.UpsertOutcome")]
public enum UpsertOutcome
{
    Created = 0,

    /// <summary>The record changed, or came back after it had been withdrawn.</summary>
    Updated = 1,

    Unchanged = 2,
}
