using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Gateway.Imports;
using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Gateway.Models;

/// <summary>Takes a model file in: spooled as it comes, looked at, and kept under its hash. Safe to call from any thread.</summary>
internal sealed class ModelUpload(IArtifactStore artifacts, CatalogueSpool spool)
{
    /// <summary>A model to register, sent by <paramref name="by"/>, or what is wrong with its file, of which then nothing is kept. The file of a model that the registry refuses stays.</summary>
    public async Task<(RegisteredModel? Model, string? Fault)> TakeAsync(Stream body, string by, CancellationToken cancellation)
    {
        SpooledFile file = await spool.StoreAsync(body, "model", cancellation);
        try
        {
            (GenreModelHead? head, string? fault) = await LookAsync(file, cancellation);
            if (head is null) return (null, fault);
            string key = ArtifactKeys.Model(file.Sha256);
            if (await artifacts.LengthAsync(key, cancellation) is null)
                await artifacts.WriteAsync(key, (copy, stop) => CopyAsync(file.Key, copy, stop), cancellation);
            return (new(head.Version, key, file.Bytes, [.. head.Labels], head.ContractId, head.IsChecked, head.Card?.ToJson(), default, by), null);
        }
        finally
        {
            await spool.DeleteAsync(file);
        }
    }

    private async Task<(GenreModelHead? Head, string? Fault)> LookAsync(SpooledFile file, CancellationToken cancellation)
    {
        await using Stream stream = await OpenAsync(file.Key, cancellation);
        return await GenreModelHead.ReadAsync(stream, file.Bytes, cancellation);
    }

    private async Task CopyAsync(string key, Stream copy, CancellationToken cancellation)
    {
        await using Stream stream = await OpenAsync(key, cancellation);
        await stream.CopyToAsync(copy, cancellation);
    }

    private async Task<Stream> OpenAsync(string key, CancellationToken cancellation) =>
        await artifacts.OpenReadAsync(key, cancellation) ?? throw new IOException($"the spooled file {key} has gone");
}
