using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.Manifests;

namespace MediaAnalytics.Grains.Observations;

/// <summary>What an activation of a partition owns: the fold and the manifest it was opened with or last committed. One thread at a time.</summary>
internal sealed class PartitionState(int partition, PartitionFold fold, Manifest manifest, long snapshotBytes)
{
    public int Partition { get; } = partition;

    public PartitionFold Fold { get; } = fold;

    public Manifest Manifest { get; set; } = manifest;

    /// <summary>Size of the manifest's snapshot.</summary>
    public long SnapshotBytes { get; set; } = snapshotBytes;
}
