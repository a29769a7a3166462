namespace MediaAnalytics.Gateway.Epochs;

/// <summary>Every declared break of definition.</summary>
/// <param name="Epochs">Ordered by platform, then by instant.</param>
public sealed record EpochsJson(EpochJson[] Epochs);
