namespace MediaAnalytics.Contracts.Genre;

/// <summary>A model's belief over its genres. Weights are parts per million and sum to exactly 1,000,000.</summary>
/// <param name="Model">Version of the model.</param>
/// <param name="Labels">The model's genres.</param>
/// <param name="Weights">Parts per million, one per label.</param>
[GenerateSerializer, Immutable, Alias("ma.GenrePosterior")]
public sealed record GenrePosterior([property: Id(0)] string Model, [property: Id(1)] string[] Labels, [property: Id(2)] int[] Weights)
{
    /// <summary>The heaviest label; the earliest of equals.</summary>
    public string Top => Labels[Weights.AsSpan().IndexOf(Weights.Max())];
}
