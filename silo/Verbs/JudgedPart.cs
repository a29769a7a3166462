using MediaAnalytics.Silo.DataSets.Splits;

namespace MediaAnalytics.Silo.Verbs;

/// <summary>
/// The part of a split that <c>silo evaluate</c> judges. <paramref name="TrainedBy"/> is whether the model says that it learnt from the very sounds of that split's
/// train part; else, and of that part itself, nothing is known of leakage, and <paramref name="Leakage"/> is null.
/// </summary>
internal sealed record JudgedPart(string Rule, string Part, bool TrainedBy, Leakage? Leakage);
