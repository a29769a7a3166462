namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>A blob on its way here.</summary>
/// <param name="Stream">Its bytes.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Md5">Their MD5, where the store keeps one.</param>
internal sealed record BlobContent(Stream Stream, long Length, byte[]? Md5) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
