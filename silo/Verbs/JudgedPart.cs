using MediaAnalytics.Silo.DataSets.Splits;

namespace MediaAnalytics.Silo.Verbs;

/// <summary>The part of a split that <c>silo evaluate</c> judges; <paramref name="TrainedBy"/> is whether the model says that it was trained by that split.</summary>
internal sealed record JudgedPart(string Rule, string Part, bool TrainedBy, Leakage? Leakage);
