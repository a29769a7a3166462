namespace MediaAnalytics.Contracts.Keys;

/// <summary>All keys at one version.</summary>
/// <param name="Version">Differs after every change.</param>
/// <param name="Keys">By the time they were made; ended ones too.</param>
[GenerateSerializer, Immutable, Alias("ma.ApiKeySnapshot")]
public sealed record ApiKeySnapshot([property: Id(0)] long Version, [property: Id(1)] ApiKeyRecord[] Keys);
