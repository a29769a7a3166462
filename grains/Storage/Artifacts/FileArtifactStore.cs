using System.Globalization;
using System.Runtime.CompilerServices;
using MediaAnalytics.Storage.Files;

namespace MediaAnalytics.Storage.Artifacts;

/// <summary>
/// Artifacts as files under a folder. A blob is written beside its place, flushed, and renamed into it, so that it is there whole or not at all. Callers on
/// any thread.
/// </summary>
internal sealed class FileArtifactStore : IArtifactStore
{
    /// <summary>Folder name in the data folder.</summary>
    public const string FolderName = "artifacts";

    private const string TemporaryFolder = ".writing";
    private const int BufferBytes = 128 * 1024;

    private readonly string _root;
    private readonly string _temporary;
    private readonly HashSet<string> _durable = new(StringComparer.Ordinal);
    private long _written;

    private FileArtifactStore(string root)
    {
        _root = root;
        _temporary = Path.Combine(root, TemporaryFolder);
    }

    /// <summary>Opens the store of a folder; what a killed process left half written is deleted.</summary>
    public static FileArtifactStore Open(string dataFolder)
    {
        var store = new FileArtifactStore(Path.GetFullPath(Path.Combine(dataFolder, FolderName)));
        if (Directory.Exists(store._temporary))
        {
            Directory.Delete(store._temporary, recursive: true);
        }

        DurableFolder.Create(store._temporary);
        return store;
    }

    public Task<long?> LengthAsync(string key, CancellationToken cancellation = default)
    {
        var file = new FileInfo(PathOf(key));
        return Task.FromResult(file.Exists ? file.Length : (long?)null);
    }

    public async Task WriteAsync(string key, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(write);
        string path = PathOf(key);
        string temporary = Path.Combine(_temporary, Interlocked.Increment(ref _written).ToString(CultureInfo.InvariantCulture));
        try
        {
            var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellation).ConfigureAwait(false);
                await stream.FlushAsync(cancellation).ConfigureAwait(false);
                await Task.Run(() => stream.Flush(flushToDisk: true), cancellation).ConfigureAwait(false);
            }

            await Task.Run(() => Publish(temporary, path), cancellation).ConfigureAwait(false);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellation = default)
    {
        try
        {
            return Task.FromResult<Stream?>(
                new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<ILocalFileLease?> LeaseLocalFileAsync(string key, CancellationToken cancellation = default)
    {
        string path = PathOf(key);
        return Task.FromResult<ILocalFileLease?>(File.Exists(path) ? new LocalFile(path) : null);
    }

    public Task DeleteAsync(string key, CancellationToken cancellation = default)
    {
        string path = PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        prefix = prefix.TrimEnd('/');
        string path = prefix.Length == 0 ? _root : PathOf(prefix);
        foreach (string key in await Task.Run(() => Keys(path), cancellation).ConfigureAwait(false))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return key;
        }
    }

    private void Publish(string temporary, string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        lock (_durable)
        {
            // Once per folder and process, and under the lock: a folder that another writer has just made may not be durable yet.
            if (!_durable.Contains(folder))
            {
                DurableFolder.Create(folder);
                DurableFolder.FlushUpTo(folder, _root);
                _durable.Add(folder);
            }
        }

        File.Move(temporary, path, overwrite: true);
        DurableFolder.Flush(folder);
    }

    private List<string> Keys(string path)
    {
        var keys = new List<string>();
        if (File.Exists(path))
        {
            keys.Add(KeyOf(path));
        }
        else if (Directory.Exists(path))
        {
            keys.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(file => !file.StartsWith(_temporary, StringComparison.Ordinal))
                .Select(KeyOf));
        }

        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    private string PathOf(string key) => Path.Combine(_root, ArtifactPath.Checked(key).Replace('/', Path.DirectorySeparatorChar));

    private string KeyOf(string path) => Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/');
}
