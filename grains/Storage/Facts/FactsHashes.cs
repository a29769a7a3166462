using System.Collections.Concurrent;
using System.IO.Hashing;
using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Storage.Facts;

/// <summary>
/// Checks that files are what they were when written. A file that was found good is trusted for as long as its size and time stay. Callers on any thread.
/// </summary>
internal sealed class FactsHashes(IArtifactStore artifacts)
{
    private const int BufferBytes = 1024 * 1024;

    /// <summary>Files that are remembered; beyond them all are checked again.</summary>
    private const int Remembered = 16_384;

    private readonly ConcurrentDictionary<string, Trusted> _trusted = new(StringComparer.Ordinal);

    /// <summary>A local copy of a file that is what its manifest says.</summary>
    /// <exception cref="FactsDamagedException">It is missing or not what it was when written.</exception>
    public async Task<ILocalFileLease> LeaseAsync(FactsFile file, CancellationToken cancellation)
    {
        var lease = await artifacts.LeaseLocalFileAsync(file.Key, cancellation).ConfigureAwait(false) ?? throw new FactsDamagedException(Missing(file));
        try
        {
            var found = new FileInfo(lease.Path);
            var seen = new Trusted(file.Hash, found.Length, found.LastWriteTimeUtc);
            if (!_trusted.TryGetValue(file.Key, out var trusted) || trusted != seen)
            {
                if (await ProblemAsync(file, () => Task.FromResult<Stream?>(Open(lease.Path)), cancellation).ConfigureAwait(false) is { } problem)
                {
                    throw new FactsDamagedException(problem);
                }

                if (_trusted.Count >= Remembered)
                {
                    _trusted.Clear();
                }

                _trusted[file.Key] = seen;
            }

            return lease;
        }
        catch
        {
            await lease.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads a file again from the store, trusted or not and whatever local copy there is; what is wrong with it, or null.</summary>
    /// <exception cref="StorageUnavailableException">The store could not be asked.</exception>
    public Task<string?> ProblemAsync(FactsFile file, CancellationToken cancellation)
    {
        _trusted.TryRemove(file.Key, out _);
        return ProblemAsync(file, () => artifacts.OpenReadAsync(file.Key, cancellation), cancellation);
    }

    private static async Task<string?> ProblemAsync(FactsFile file, Func<Task<Stream?>> open, CancellationToken cancellation)
    {
        try
        {
            if (await open().ConfigureAwait(false) is not { } stream)
            {
                return Missing(file);
            }

            await using (stream.ConfigureAwait(false))
            {
                var hash = new XxHash64();
                await hash.AppendAsync(stream, cancellation).ConfigureAwait(false);
                ulong actual = hash.GetCurrentHashAsUInt64();
                return stream.Length != file.Bytes ? Damaged(file, $"it has {stream.Length:N0} bytes, but was written with {file.Bytes:N0}")
                    : actual != file.Hash ? Damaged(file, $"its XXH64 is {actual:x16}, but was {file.Hash:x16} when it was written")
                    : null;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Damaged(file, $"it cannot be read ({e.Message})");
        }
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferBytes, FileOptions.Asynchronous);

    private static string Missing(FactsFile file) => Damaged(file, "it is not in the artifact store");

    private static string Damaged(FactsFile file, string what) =>
        $"The facts file '{file.Key}' with log offsets {file.First} to {file.Last} is damaged: {what}. Nothing is answered from it. "
        + "Restore the file from a backup of the artifact store; nothing else holds what has left the log.";

    private readonly record struct Trusted(ulong Hash, long Bytes, DateTime Written);
}
