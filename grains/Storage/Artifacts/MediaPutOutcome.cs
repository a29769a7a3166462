namespace MediaAnalytics.Storage.Artifacts;

/// <summary>What became of an upload.</summary>
public enum MediaPutOutcome
{
    /// <summary>Stored, durable.</summary>
    Stored = 0,

    /// <summary>It was there already; the body was not read.</summary>
    AlreadyPresent = 1,

    /// <summary>The body has another hash; nothing was kept.</summary>
    HashMismatch = 2,

    /// <summary>The body is longer than allowed; nothing was kept.</summary>
    TooLarge = 3,
}
