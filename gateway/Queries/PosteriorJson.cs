using MediaAnalytics.Contracts.Genre;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>A model's belief.</summary>
/// <param name="Model">The model's version.</param>
/// <param name="Weights">Parts per million by label; they sum to 1,000,000.</param>
public sealed record PosteriorJson(string Model, IReadOnlyDictionary<string, int> Weights)
{
    internal static PosteriorJson Of(GenrePosterior posterior) =>
        new(posterior.Model, posterior.Labels.Zip(posterior.Weights).ToDictionary(pair => pair.First, pair => pair.Second));
}
