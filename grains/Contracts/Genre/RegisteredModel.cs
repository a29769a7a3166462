namespace MediaAnalytics.Contracts.Genre;

/// <summary>A genre model that is kept to be served by its version.</summary>
/// <param name="Version">Its version as its file says.</param>
/// <param name="Artifact">Key of its file in the artifact store.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="Labels">Genres, in the order of its scores.</param>
/// <param name="Contract">The log-mel contract that it was trained under.</param>
/// <param name="IsChecked">Whether its file holds a golden check, which an engine makes it pass before it serves.</param>
/// <param name="Card">What its file says of its making and worth, as one JSON object; null where nothing.</param>
/// <param name="RegisteredAt">When it was registered; set by who takes it.</param>
/// <param name="RegisteredBy">Who did.</param>
[GenerateSerializer, Immutable, Alias("ma.RegisteredModel")]
public sealed record RegisteredModel(
    [property: Id(0)] string Version,
    [property: Id(1)] string Artifact,
    [property: Id(2)] long Bytes,
    [property: Id(3)] string[] Labels,
    [property: Id(4)] string Contract,
    [property: Id(5)] bool IsChecked,
    [property: Id(6)] string? Card,
    [property: Id(7)] DateTimeOffset RegisteredAt,
    [property: Id(8)] string RegisteredBy);
