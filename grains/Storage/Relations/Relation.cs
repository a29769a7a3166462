namespace MediaAnalytics.Storage.Relations;

/// <summary>A pair's row.</summary>
/// <param name="Child">The child's id.</param>
/// <param name="Version">The row's version.</param>
/// <param name="Payload">What was put.</param>
public readonly record struct Relation(string Child, long Version, byte[] Payload);
