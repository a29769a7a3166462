using System.Buffers;
using System.Security.Cryptography;
using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Gateway.Imports;

/// <summary>Puts uploaded files into the artifact store as they stream in. Safe to call from any thread.</summary>
internal sealed class CatalogueSpool(IArtifactStore artifacts)
{
    private const int BufferBytes = 1 << 17;

    /// <summary>Stores a body under a name of its own.</summary>
    public async Task<SpooledFile> StoreAsync(Stream body, string name, CancellationToken cancellation)
    {
        string key = ArtifactKeys.Import($"spool-{Guid.NewGuid():n}", name);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        await artifacts.WriteAsync(
            key,
            async (file, stop) =>
            {
                byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
                try
                {
                    int read;
                    while ((read = await body.ReadAsync(buffer, stop)) > 0)
                    {
                        hash.AppendData(buffer, 0, read);
                        await file.WriteAsync(buffer.AsMemory(0, read), stop);
                        bytes += read;
                    }
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            },
            cancellation);
        return new(key, Convert.ToHexStringLower(hash.GetHashAndReset()), bytes);
    }

    /// <summary>Deletes files that no import took over.</summary>
    public async Task DeleteAsync(params IEnumerable<SpooledFile?> files)
    {
        foreach (SpooledFile? file in files)
            if (file is not null) await artifacts.DeleteAsync(file.Key);
    }
}
