namespace MediaAnalytics.Contracts.Imports;

/// <summary>How an import stands.</summary>
[GenerateSerializer, Alias("ma.ImportState")]
public enum ImportState
{
    Running = 0,
    Completed = 1,

    /// <summary>The file as a whole could not be read; the status says why.</summary>
    Failed = 2,
}
