using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data;

namespace MediaAnalytics.Storage.Facts;

/// <summary>A few warm sessions, which work on the thread pool, never on a caller's scheduler. One that failed is closed. Callers on any thread.</summary>
internal sealed class DuckDbPool : IDisposable
{
    private readonly FactsOptions _options;
    private readonly string _folder;
    private readonly SemaphoreSlim _free;
    private readonly ConcurrentBag<DuckDbSession> _idle = [];
    private long _opened;
    private volatile bool _closed;

    /// <param name="options">How many, and what each may use.</param>
    /// <param name="folder">Where they spill what does not fit into memory.</param>
    public DuckDbPool(FactsOptions options, string folder)
    {
        _options = options;
        _folder = folder;
        _free = new(options.Connections, options.Connections);
    }

    /// <summary>Works with a session.</summary>
    /// <exception cref="DuckDBException">The work failed.</exception>
    public async Task<T> RunAsync<T>(Func<DuckDbSession, T> work, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var session = await Task.Run(() => Take(cancellation), cancellation).ConfigureAwait(false);
            try
            {
                var result = await Task.Run(() => Try(session, () => work(session)), CancellationToken.None).ConfigureAwait(false);
                Return(session);
                return result;
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Reads rows piece by piece; the session is held until the last one was taken or the reading was given up.</summary>
    /// <exception cref="DuckDBException">The work failed.</exception>
    public async IAsyncEnumerable<T[]> StreamAsync<T>(
        Func<DuckDbSession, IEnumerable<T>> rows, int piece, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var session = await Task.Run(() => Take(cancellation), cancellation).ConfigureAwait(false);
            bool ended = false;
            try
            {
                using var pieces = rows(session).Chunk(piece).GetEnumerator();
                while (await Task.Run(() => Try(session, pieces.MoveNext), CancellationToken.None).ConfigureAwait(false))
                {
                    yield return pieces.Current;
                }

                ended = true;
            }
            finally
            {
                if (ended)
                {
                    Return(session);
                }
                else
                {
                    session.Dispose();
                }
            }
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Closes the sessions; one that is in use closes when its work ends.</summary>
    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private DuckDbSession Take(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!_idle.TryTake(out var session))
        {
            session = new(_options, Path.Combine(_folder, $"spill-{Interlocked.Increment(ref _opened)}"));
        }

        session.Stop = cancellation;
        return session;
    }

    private static T Try<T>(DuckDbSession session, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (DuckDBException)
        {
            session.Stop.ThrowIfCancellationRequested();
            throw;
        }
    }

    private void Return(DuckDbSession session)
    {
        session.Stop = CancellationToken.None;
        _idle.Add(session);
        if (_closed)
        {
            CloseIdle();
        }
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }
}
