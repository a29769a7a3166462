using System.Buffers;
using System.Security.Cryptography;

namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>Writes a download to disk, and keeps it only where it is whole.</summary>
internal static class BlobCopy
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Writes the file beside its place and renames it into it.</summary>
    /// <exception cref="StorageUnavailableException">The download failed or is not what the store says it is, or the disk refuses it; nothing is left behind.</exception>
    public static async Task WriteAsync(BlobContent content, CachedFile file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
            var target = new FileStream(file.Beside, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
            await using (target.ConfigureAwait(false))
            {
                await CopyAsync(content, target, file).ConfigureAwait(false);
            }

            File.Move(file.Beside, file.Path);
        }
        catch (Exception e)
        {
            if (File.Exists(file.Beside))
            {
                File.Delete(file.Beside);
            }

            if (e is IOException or UnauthorizedAccessException)
            {
                throw new StorageUnavailableException(
                    $"The artifact '{file.Key}' could not be copied to {file.Path} ({e.Message}). "
                    + "Free space on the disk of the key Data, or lower the key Cluster:CacheMegabytes.",
                    e);
            }

            throw;
        }
    }

    private static async Task CopyAsync(BlobContent content, FileStream target, CachedFile file)
    {
        // As the blob's Content-MD5 is made: a check against accidents, not against attackers.
#pragma warning disable CA5351
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long length = 0;
            int read;
            while ((read = await content.Stream.ReadAsync(buffer, file.Stop.Token).ConfigureAwait(false)) > 0)
            {
                length += read;
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), file.Stop.Token).ConfigureAwait(false);
            }

            if (length != content.Length)
            {
                throw new StorageUnavailableException($"The download of the artifact '{file.Key}' ended after {length:N0} of {content.Length:N0} bytes. Try again.");
            }

            if (content.Md5 is { Length: > 0 } md5 && !hash.GetHashAndReset().AsSpan().SequenceEqual(md5))
            {
                throw new StorageUnavailableException(
                    $"The download of the artifact '{file.Key}' is not what was stored: its MD5 differs. Try again; if it stays so, restore the blob from a backup.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
