namespace MediaAnalytics.Contracts.Genre;

/// <summary>What became of a change to the registry of models.</summary>
[GenerateSerializer, Alias("ma.ModelOutcome")]
public enum ModelOutcome
{
    Done = 0,

    /// <summary>There are <see cref="ModelLimits.MaxVersions"/>.</summary>
    Full = 1,

    /// <summary>Another file has its version.</summary>
    VersionTaken = 2,

    /// <summary>No model has the version, or one that starts so.</summary>
    Unknown = 3,

    /// <summary>Several models have a version that starts so.</summary>
    Ambiguous = 4,

    /// <summary>There is no order to go back to.</summary>
    NoneBefore = 5,

    /// <summary>It serves, or a rollback can go back to it.</summary>
    InUse = 6,

    /// <summary>Another order is in force than the one to go back from.</summary>
    Overtaken = 7,
}
