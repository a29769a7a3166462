using System.Buffers;
using System.Security.Cryptography;

namespace MediaAnalytics.Storage.Artifacts;

/// <summary>Media files under the hash of their bytes. Safe to call from any thread.</summary>
public sealed class MediaStore(IArtifactStore artifacts)
{
    private const int BufferBytes = 128 * 1024;

    /// <summary>Whether the media of a hash is stored.</summary>
    public async Task<bool> ExistsAsync(string sha256, CancellationToken cancellation = default) =>
        await artifacts.LengthAsync(ArtifactKeys.Media(sha256), cancellation).ConfigureAwait(false) is not null;

    /// <summary>Stores a body where it has the hash that is claimed. Skips what is stored already.</summary>
    /// <param name="sha256">The hash, lower-case hex.</param>
    /// <param name="body">The bytes; read once, to the end at most.</param>
    /// <param name="maxBytes">Longest body to accept.</param>
    /// <param name="cancellation">Stops the upload; nothing is kept.</param>
    public async Task<MediaPutOutcome> PutAsync(string sha256, Stream body, long maxBytes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (await ExistsAsync(sha256, cancellation).ConfigureAwait(false))
        {
            return MediaPutOutcome.AlreadyPresent;
        }

        try
        {
            await artifacts.WriteAsync(
                ArtifactKeys.Media(sha256), (file, stop) => CopyAsync(sha256, body, file, maxBytes, stop), cancellation).ConfigureAwait(false);
            return MediaPutOutcome.Stored;
        }
        catch (RefusedException refused)
        {
            return refused.Outcome;
        }
    }

    private static async Task CopyAsync(string sha256, Stream body, Stream file, long maxBytes, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            long length = 0;
            int read;
            while ((read = await body.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
            {
                length += read;
                if (length > maxBytes)
                {
                    throw new RefusedException(MediaPutOutcome.TooLarge);
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256)
        {
            throw new RefusedException(MediaPutOutcome.HashMismatch);
        }
    }

    /// <summary>Makes the store drop what was written.</summary>
#pragma warning disable CA1064, CA1032 // Never leaves this class.
    private sealed class RefusedException(MediaPutOutcome outcome) : Exception
    {
        public MediaPutOutcome Outcome { get; } = outcome;
    }
#pragma warning restore CA1064, CA1032
}
