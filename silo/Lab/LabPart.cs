using MediaAnalytics.Silo.DataSets.Splits;

namespace MediaAnalytics.Silo.Lab;

/// <summary>One division of a set: indices of the tracks to learn from and to judge by.</summary>
/// <param name="Name">What it is called, for instance "fold 2".</param>
/// <param name="Split">What divides: parts of the same split together judge each track once at most.</param>
/// <param name="Train">Tracks to learn from.</param>
/// <param name="Judge">Tracks to judge by.</param>
/// <param name="Leakage">What those share with these; null where it was not looked for.</param>
/// <param name="ArtistsAreParted">Whether those who published the split parted artists, also where the data name none.</param>
internal sealed record LabPart(string Name, string Split, int[] Train, int[] Judge, Leakage? Leakage = null, bool ArtistsAreParted = false);
