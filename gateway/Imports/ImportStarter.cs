using System.Security.Cryptography;
using System.Text;
using MediaAnalytics.Contracts.Imports;

namespace MediaAnalytics.Gateway.Imports;

/// <summary>
/// Starts imports. An import's id comes from the bytes and options that were sent, so that the same upload again finds the import that is under way, or
/// goes on with one that failed; after a completed one it gets the next number.
/// </summary>
internal sealed class ImportStarter(IGrainFactory grains)
{
    /// <summary>Starts an import, or finds the one under way. The spooled files are the import's from here on.</summary>
    public async Task<ImportStatus> StartAsync(ImportUpload upload)
    {
        string name = NameOf(upload);
        string id = Id(name, await FirstOpenAsync(name));
        return await grains.GetGrain<IImportGrain>(id).StartAsync(
            new(upload.Catalogue.Key, upload.FileName, upload.Format, upload.Media?.Key, upload.DryRun));
    }

    private static string Id(string name, int run) => run == 0 ? name : $"{name}-{run}";

    private static string NameOf(ImportUpload upload) => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes($"{upload.Catalogue.Sha256} {upload.Media?.Sha256} {upload.Format} {upload.DryRun}")))[..32];

    /// <summary>The first run that has not completed. All before it have, so it is found by doubling steps, then by halving.</summary>
    private async Task<int> FirstOpenAsync(string name)
    {
        int done = -1, step = 1;
        while (await IsCompletedAsync(name, done + step))
        {
            done += step;
            step *= 2;
        }

        int open = done + step;
        while (open - done > 1)
        {
            int middle = done + (open - done) / 2;
            if (await IsCompletedAsync(name, middle)) done = middle;
            else open = middle;
        }

        return open;
    }

    private async Task<bool> IsCompletedAsync(string name, int run) =>
        await grains.GetGrain<IImportGrain>(Id(name, run)).GetAsync() is { State: ImportState.Completed };
}
