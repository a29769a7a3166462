using Azure;

namespace MediaAnalytics.Storage.Manifests.Blobs;

/// <summary>A partition's document, and the tag of the version that it is.</summary>
internal sealed record Standing(ETag Tag, ManifestDocument Document);
