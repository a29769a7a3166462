namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>What is kept of a manifest of the past, but for its snapshot.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="Epoch">Epoch of the activation that wrote it.</param>
/// <param name="Generation">The log that <paramref name="Offset"/> counts in.</param>
/// <param name="Offset">Newest log offset in it.</param>
/// <param name="Written">When, in ticks of UTC.</param>
internal sealed record ManifestRow(long Revision, long Epoch, Guid Generation, long Offset, long Written)
{
    public static ManifestRow Of(Manifest manifest) =>
        new(manifest.Revision, manifest.Epoch, manifest.LogGeneration, manifest.Offset, manifest.WrittenAt.UtcTicks);
}
