using System.Runtime.CompilerServices;
using Azure.Storage.Blobs.Models;

namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>Lists a container page by page.</summary>
internal static class BlobListing
{
    /// <summary>Names of blobs that begin so, in ordinal order.</summary>
    public static async IAsyncEnumerable<string> ListAsync(
        this BlobConnection connection, string prefix, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // The pages are asked for one by one, each within the time of one call; so the token of the whole listing is not theirs.
        string? continuation = null;
        do
        {
            var page = await connection.RunAsync(
                $"The blobs under '{prefix}' could not be listed", stop => PageAsync(connection, prefix, continuation, stop), cancellation).ConfigureAwait(false);
            foreach (string blob in page.Names)
            {
                yield return blob;
            }

            continuation = page.Continuation;
        }
        while (!string.IsNullOrEmpty(continuation));
    }

    /// <summary>Names of the folders directly under one, each with its last <c>/</c>.</summary>
    public static async IAsyncEnumerable<string> FoldersAsync(
        this BlobConnection connection, string folder, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        string? continuation = null;
        do
        {
            var page = await connection.RunAsync(
                $"The folders under '{folder}' could not be listed", stop => FolderPageAsync(connection, folder, continuation, stop), cancellation).ConfigureAwait(false);
            foreach (string found in page.Names)
            {
                yield return found;
            }

            continuation = page.Continuation;
        }
        while (!string.IsNullOrEmpty(continuation));
    }

    private static async Task<(List<string> Names, string? Continuation)> FolderPageAsync(
        BlobConnection connection, string folder, string? continuation, CancellationToken cancellation)
    {
        var options = new GetBlobsByHierarchyOptions { Prefix = folder, Delimiter = "/" };
        await foreach (var page in connection.Container.GetBlobsByHierarchyAsync(options, cancellation).AsPages(continuation).ConfigureAwait(false))
        {
            return ([.. page.Values.Where(static item => item.IsPrefix).Select(static item => item.Prefix)], page.ContinuationToken);
        }

        return ([], null);
    }

    private static async Task<(List<string> Names, string? Continuation)> PageAsync(
        BlobConnection connection, string prefix, string? continuation, CancellationToken cancellation)
    {
        var pages = connection.Container.GetBlobsAsync(new GetBlobsOptions { Prefix = prefix }, cancellation).AsPages(continuation);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            return ([.. page.Values.Select(static blob => blob.Name)], page.ContinuationToken);
        }

        return ([], null);
    }
}
