using System.Buffers;
using System.IO.Hashing;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Storage.Facts;

/// <summary>Makes facts files: written beside the store first, then copied into it under a name that no other file ever had. Callers on any thread.</summary>
internal sealed class FactsFiles(IArtifactStore artifacts, string folder)
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Makes a file of the given offsets.</summary>
    /// <param name="partition">Whose facts.</param>
    /// <param name="epoch">Epoch of the partition's owner.</param>
    /// <param name="offsets">First and last log offset.</param>
    /// <param name="write">Writes the file to a path; the number of rows that it must have, and that were written.</param>
    /// <param name="cancellation">Stops the work; nothing is left behind.</param>
    public async Task<FactsFile> MakeAsync(
        int partition, long epoch, (long First, long Last) offsets, Func<string, Task<(long Expected, long Written)>> write, CancellationToken cancellation)
    {
        string own = Path.Combine(folder, $"file-{Guid.NewGuid():N}");
        string key = ArtifactKeys.Facts(partition, epoch, offsets.First, offsets.Last);
        try
        {
            Directory.CreateDirectory(own);
            string path = Path.Combine(own, "facts.parquet");
            var (expected, written) = await write(path).ConfigureAwait(false);
            if (expected != written)
            {
                throw new InvalidOperationException(
                    $"The facts of partition {partition} from offset {offsets.First} to {offsets.Last} have {expected} rows, but {written} were written: a fault of this program.");
            }

            var (bytes, hash) = await CopyAsync(path, key, cancellation).ConfigureAwait(false);
            return new() { Key = key, First = offsets.First, Last = offsets.Last, Rows = written, Bytes = bytes, Hash = hash };
        }
        catch (Exception e) when (e is DuckDBException { ErrorType: DuckDBErrorType.Io or DuckDBErrorType.OutOfMemory } or IOException or UnauthorizedAccessException)
        {
            throw FactsFailures.OfWrite(partition, key, folder, e);
        }
        finally
        {
            if (Directory.Exists(own))
            {
                Directory.Delete(own, recursive: true);
            }
        }
    }

    private async Task<(long Bytes, ulong Hash)> CopyAsync(string path, string key, CancellationToken cancellation)
    {
        var hash = new XxHash64();
        long bytes = 0;
        await artifacts.WriteAsync(
            key,
            async (target, stop) =>
            {
                var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
                await using (source.ConfigureAwait(false))
                {
                    byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
                    int read;
                    while ((read = await source.ReadAsync(buffer, stop).ConfigureAwait(false)) > 0)
                    {
                        hash.Append(buffer.AsSpan(0, read));
                        bytes += read;
                        await target.WriteAsync(buffer.AsMemory(0, read), stop).ConfigureAwait(false);
                    }

                    ArrayPool<byte>.Shared.Return(buffer);
                }
            },
            cancellation).ConfigureAwait(false);
        return (bytes, hash.GetCurrentHashAsUInt64());
    }
}
