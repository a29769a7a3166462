using System.Diagnostics;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;
using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Storage.Facts;

/// <summary>Queries files once they are found good; failures become what callers know. Callers on any thread.</summary>
internal sealed class FactsReader(FactsHashes hashes, DuckDbPool sessions)
{
    private const int Piece = 4_096;

    /// <summary>Runs a query over files, which it names as a table by the text that it is given.</summary>
    public async Task<T> ReadAsync<T>(IReadOnlyList<FactsFile> files, Func<DuckDbSession, string, T> query, CancellationToken cancellation)
    {
        var leases = new List<ILocalFileLease>(files.Count);
        using Activity? activity = StorageTracing.Query(files.Count);
        try
        {
            string table = await OpenAsync(files, leases, cancellation).ConfigureAwait(false);
            return await sessions.RunAsync(session => query(session, table), cancellation).ConfigureAwait(false);
        }
        catch (DuckDBException e)
        {
            activity.Failed(e);
            throw await FactsFailures.OfReadAsync(hashes, files, e, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await CloseAsync(leases).ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="ReadAsync"/>
    public async IAsyncEnumerable<T> StreamAsync<T>(
        IReadOnlyList<FactsFile> files, Func<DuckDbSession, string, IEnumerable<T>> query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var leases = new List<ILocalFileLease>(files.Count);
        try
        {
            string table = await OpenAsync(files, leases, cancellation).ConfigureAwait(false);
            var pieces = sessions.StreamAsync(session => query(session, table), Piece, cancellation).GetAsyncEnumerator(cancellation);
            await using (pieces.ConfigureAwait(false))
            {
                while (await NextAsync(files, pieces, cancellation).ConfigureAwait(false))
                {
                    foreach (var item in pieces.Current)
                    {
                        yield return item;
                    }
                }
            }
        }
        finally
        {
            await CloseAsync(leases).ConfigureAwait(false);
        }
    }

    private async Task<bool> NextAsync<T>(IReadOnlyList<FactsFile> files, IAsyncEnumerator<T> pieces, CancellationToken cancellation)
    {
        try
        {
            return await pieces.MoveNextAsync().ConfigureAwait(false);
        }
        catch (DuckDBException e)
        {
            throw await FactsFailures.OfReadAsync(hashes, files, e, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<string> OpenAsync(IReadOnlyList<FactsFile> files, List<ILocalFileLease> leases, CancellationToken cancellation)
    {
        foreach (var file in files)
        {
            leases.Add(await hashes.LeaseAsync(file, cancellation).ConfigureAwait(false));
        }

        return $"read_parquet([{string.Join(", ", leases.Select(static l => DuckDbSession.Literal(l.Path)))}])";
    }

    private static async Task CloseAsync(List<ILocalFileLease> leases)
    {
        foreach (var lease in leases)
        {
            await lease.DisposeAsync().ConfigureAwait(false);
        }
    }
}
