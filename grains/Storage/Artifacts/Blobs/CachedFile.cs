namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>A blob's local copy, or one under way. Its cache changes it, under the cache's lock.</summary>
internal sealed class CachedFile(string key, string path)
{
    public string Key { get; } = key;

    public string Path { get; } = path;

    /// <summary>Where it is while it is written.</summary>
    public string Beside => Path + ".part";

    /// <summary>Ends when it is there (true), or the blob is found missing (false).</summary>
    public Task<bool> Ready { get; set; } = null!;

    /// <summary>Stops the download.</summary>
    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Leases, and askers that wait for one.</summary>
    public int Users { get; set; }

    public long Bytes { get; set; }

    /// <summary>Whether <see cref="Bytes"/> are part of the cache's sum.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Whether the download has ended, well or not.</summary>
    public bool IsDone { get; set; }

    /// <summary>Whether the cache no longer hands it out: it goes with its last user.</summary>
    public bool IsGone { get; set; }

    /// <summary>Its place among those that nobody uses.</summary>
    public LinkedListNode<CachedFile>? Idle { get; set; }
}
