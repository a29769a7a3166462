namespace MediaAnalytics.Contracts.Genre;

/// <summary>The order that a model is to serve.</summary>
/// <param name="Sequence">Counts the orders; 0 where none was ever given. Of two models, the one with the higher number is newer.</param>
/// <param name="Artifact">Key of its file in the artifact store; null for the model that each silo starts with: the shipped one, or its <c>--model</c>.</param>
/// <param name="Version">Its version as its file says; null where <paramref name="Artifact"/> is.</param>
/// <param name="Since">When the order was given.</param>
/// <param name="By">Who gave it.</param>
[GenerateSerializer, Immutable, Alias("ma.ServingModel")]
public sealed record ServingModel(
    [property: Id(0)] long Sequence,
    [property: Id(1)] string? Artifact,
    [property: Id(2)] string? Version,
    [property: Id(3)] DateTimeOffset? Since,
    [property: Id(4)] string? By)
{
    /// <summary>No order: each silo's own model.</summary>
    public static ServingModel None { get; } = new(0, null, null, null, null);
}
