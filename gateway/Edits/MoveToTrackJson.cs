namespace MediaAnalytics.Gateway.Edits;

/// <summary>Where an MV is moved to.</summary>
public sealed record MoveToTrackJson
{
    /// <summary>Id of the song that the MV shows; null, or left out, where it shows none.</summary>
    public string? Track { get; init; }
}
