namespace MediaAnalytics.Contracts.Keys;

/// <summary>What a key opens. <see cref="Admin"/> opens everything; otherwise none implies another.</summary>
[Flags]
[GenerateSerializer, Alias("ma.ApiKeyScopes")]
public enum ApiKeyScopes
{
    None = 0,

    /// <summary>Answers and the live page.</summary>
    Read = 1,

    /// <summary>Catalogue, media and readings in, and how far they have come.</summary>
    Ingest = 2,

    /// <summary>Everything, keys included.</summary>
    Admin = 4,
}
