using System.Globalization;

namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>
/// Local copies of immutable blobs in a folder of this process alone. Who asks for one key at once shares one download, which ends when nobody waits for it
/// any longer. Copies in use stay; of the others, those used longest ago go beyond the limit. A copy larger than the limit goes with its last
/// lease. Callers on any thread.
/// </summary>
internal sealed class BlobCache
{
    private readonly string _folder;
    private readonly long _limit;
    private readonly Func<string, CancellationToken, Task<BlobContent?>> _open;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CachedFile> _files = new(StringComparer.Ordinal);
    private readonly LinkedList<CachedFile> _idle = [];
    private long _bytes;
    private long _named;

    private BlobCache(string folder, long limit, Func<string, CancellationToken, Task<BlobContent?>> open)
    {
        _folder = folder;
        _limit = limit;
        _open = open;
    }

    /// <summary>Empties the folder and begins.</summary>
    /// <param name="folder">Where the copies lie.</param>
    /// <param name="limit">Bytes that are kept beside those in use.</param>
    /// <param name="open">Begins a download; null where there is no such blob.</param>
    /// <exception cref="StorageUnavailableException">The folder can't be emptied or made.</exception>
    public static BlobCache Open(string folder, long limit, Func<string, CancellationToken, Task<BlobContent?>> open)
    {
        folder = Path.GetFullPath(folder);
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException(
                $"The folder '{folder}' for local copies of blobs can't be emptied ({e.Message}). Set the key Data to a folder that this process alone may write.", e);
        }

        return new(folder, limit, open);
    }

    /// <summary>A local copy; null where there is no such blob.</summary>
    /// <exception cref="StorageUnavailableException">It could not be downloaded, or not be kept.</exception>
    public async Task<ILocalFileLease?> LeaseAsync(string key, CancellationToken cancellation)
    {
        var file = Take(key);
        try
        {
            if (await file.Ready.WaitAsync(cancellation).ConfigureAwait(false))
            {
                return new CachedLease(file.Path, () => Return(file));
            }
        }
        catch
        {
            Return(file);
            throw;
        }

        Return(file);
        return null;
    }

    /// <summary>Hands out a key's copy no longer; leases of it go on.</summary>
    public void Forget(string key)
    {
        lock (_gate)
        {
            if (_files.TryGetValue(key, out var file))
            {
                Remove(file);
            }
        }
    }

    private CachedFile Take(string key)
    {
        lock (_gate)
        {
            // The folder is scratch: someone may have tidied it.
            if (_files.TryGetValue(key, out var file) && file.IsDone && !File.Exists(file.Path))
            {
                Remove(file);
                file = null;
            }

            if (file is null)
            {
                string name = (++_named).ToString(CultureInfo.InvariantCulture);
                var begun = file = new(key, Path.Combine(_folder, $"{name}-{key[(key.LastIndexOf('/') + 1)..]}"));
                _files.Add(key, begun);
                begun.Ready = Task.Run(() => DownloadAsync(begun));
            }

            file.Users++;
            if (file.Idle is { } place)
            {
                _idle.Remove(place);
                file.Idle = null;
            }

            return file;
        }
    }

    private void Return(CachedFile file)
    {
        lock (_gate)
        {
            if (--file.Users > 0)
            {
                return;
            }

            if (!file.IsDone)
            {
                _ = file.Stop.CancelAsync();
            }

            if (!file.IsDone || file.IsGone || file.Bytes > _limit)
            {
                Remove(file);
                return;
            }

            file.Idle = _idle.AddLast(file);
            MakeRoom();
        }
    }

    private async Task<bool> DownloadAsync(CachedFile file)
    {
        bool found = false;
        try
        {
            var content = await _open(file.Key, file.Stop.Token).ConfigureAwait(false);
            if (content is not null)
            {
                await using (content.ConfigureAwait(false))
                {
                    Count(file, content.Length);
                    await BlobCopy.WriteAsync(content, file).ConfigureAwait(false);
                    found = true;
                }
            }

            return found;
        }
        finally
        {
            lock (_gate)
            {
                file.IsDone = true;
                if (!found || file.IsGone)
                {
                    Remove(file);
                }
            }
        }
    }

    private void Count(CachedFile file, long bytes)
    {
        lock (_gate)
        {
            file.Bytes = bytes;
            if (bytes <= _limit && !file.IsGone)
            {
                file.IsCounted = true;
                _bytes += bytes;
                MakeRoom();
            }
        }
    }

    private void MakeRoom()
    {
        while (_bytes > _limit && _idle.First is { } oldest)
        {
            Remove(oldest.Value);
        }
    }

    /// <summary>Takes it out of the cache, and off the disk where nobody uses it.</summary>
    private void Remove(CachedFile file)
    {
        file.IsGone = true;
        if (_files.TryGetValue(file.Key, out var known) && known == file)
        {
            _files.Remove(file.Key);
        }

        if (file.IsCounted)
        {
            file.IsCounted = false;
            _bytes -= file.Bytes;
        }

        if (file.Idle is { } place)
        {
            _idle.Remove(place);
            file.Idle = null;
        }

        if (file.Users == 0 && file.IsDone && Directory.Exists(_folder))
        {
            File.Delete(file.Path);
        }
    }
}
