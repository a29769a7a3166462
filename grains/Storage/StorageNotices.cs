namespace MediaAnalytics.Storage;

/// <summary>What every user should know of the stores, e.g. that they may lose acknowledged data. They may change while the process runs.</summary>
/// <param name="notices">One sentence or more each, for people; empty where all is as it should be. Called on any thread.</param>
public sealed class StorageNotices(Func<IReadOnlyList<string>> notices)
{
    /// <summary>The notices now.</summary>
    public IReadOnlyList<string> Notices => notices();
}
