namespace MediaAnalytics.Contracts.Genre;

/// <summary>What became of an MV that was to be scored anew.</summary>
[GenerateSerializer, Alias("ma.RescoreOutcome")]
public enum RescoreOutcome
{
    /// <summary>Its posterior is the model's now.</summary>
    Scored = 0,

    /// <summary>Its posterior was the model's, or a newer one's, already.</summary>
    UpToDate = 1,

    /// <summary>There is nothing to score: no media, withdrawn, or its media can't be used.</summary>
    Nothing = 2,

    /// <summary>It is being decoded or recognised; to be asked again later.</summary>
    UnderWay = 3,

    /// <summary>The accelerators are busy, away, or still have an older model; to be asked again soon.</summary>
    Waits = 4,

    /// <summary>It could not be scored; it keeps the posterior that it had.</summary>
    Failed = 5,
}
