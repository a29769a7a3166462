using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Grains.Observations;

/// <summary>
/// What an activation of a partition owns: the fold, the manifest it was opened with or last committed, and the log entries between the two. One thread at a
/// time.
/// </summary>
internal sealed class PartitionState(int partition, PartitionFold fold, Manifest manifest)
{
    private readonly List<LogEntry> tail = [];

    public int Partition { get; } = partition;

    public PartitionFold Fold { get; } = fold;

    public Manifest Manifest { get; private set; } = manifest;

    /// <summary>Size of the manifest's snapshot.</summary>
    public long SnapshotBytes { get; set; }

    /// <summary>The entries folded since the manifest: the facts do not have them yet.</summary>
    public IReadOnlyList<LogEntry> Tail => tail;

    /// <summary>Their size.</summary>
    public long TailBytes { get; private set; }

    /// <summary>
    /// Facts files of the first entries of the tail, written for commits that failed later on: the next one names them. Whether it failed is not always
    /// known, so they are never deleted here.
    /// </summary>
    public List<FactsFile> Written { get; } = [];

    /// <summary>Files that no manifest names any longer, and when nothing can be reading them any more.</summary>
    public Queue<(string Key, DateTimeOffset Due)> Retired { get; } = new();

    /// <summary>Folds the next log entry.</summary>
    public void Apply(in LogEntry entry)
    {
        Fold.Apply(in entry);
        tail.Add(entry);
        TailBytes += entry.Payload.Length;
    }

    /// <summary>A manifest has been put in place.</summary>
    public void Committed(Manifest next)
    {
        Manifest = next;
        tail.RemoveAll(entry => entry.Offset <= next.Offset);
        Written.RemoveAll(file => file.Last <= next.Offset);
        TailBytes = tail.Sum(entry => (long)entry.Payload.Length);
    }
}
