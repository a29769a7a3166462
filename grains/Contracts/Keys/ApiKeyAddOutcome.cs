namespace MediaAnalytics.Contracts.Keys;

/// <summary>What became of a new key.</summary>
[GenerateSerializer, Alias("ma.ApiKeyAddOutcome")]
public enum ApiKeyAddOutcome
{
    Added = 0,

    /// <summary>Another key has its id.</summary>
    IdTaken = 1,

    /// <summary>There are <see cref="ApiKeyLimits.MaxKeys"/>, and none has ended.</summary>
    Full = 2,
}
