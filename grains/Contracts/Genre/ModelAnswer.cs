namespace MediaAnalytics.Contracts.Genre;

/// <summary>What the registry of models answers to a change.</summary>
/// <param name="Outcome">What became of it; nothing changed unless it is <see cref="ModelOutcome.Done"/>.</param>
/// <param name="Serving">The order in force now.</param>
/// <param name="Model">The model that the change was about; null where it was about none that is registered.</param>
[GenerateSerializer, Immutable, Alias("ma.ModelAnswer")]
public sealed record ModelAnswer([property: Id(0)] ModelOutcome Outcome, [property: Id(1)] ServingModel Serving, [property: Id(2)] RegisteredModel? Model);
