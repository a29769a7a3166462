namespace MediaAnalytics.Storage;

/// <summary>What every user should know of the stores, e.g. that they may lose acknowledged data because that was accepted. Fixed at the start.</summary>
/// <param name="notices">One sentence or more each, for people; empty where all is as it should be.</param>
public sealed class StorageNotices(IReadOnlyList<string> notices)
{
    /// <summary>The notices.</summary>
    public IReadOnlyList<string> Notices { get; } = notices;
}
