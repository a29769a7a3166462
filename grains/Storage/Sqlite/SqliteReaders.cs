using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace MediaAnalytics.Storage.Sqlite;

/// <summary>A few connections that read, on the thread pool, never on a caller's scheduler. Callers on any thread.</summary>
internal sealed class SqliteReaders(string path, int connections = SqliteReaders.DefaultConnections) : IDisposable
{
    /// <summary>Reads that run at once; further ones wait.</summary>
    public const int DefaultConnections = 4;

    private readonly SemaphoreSlim _free = new(connections, connections);
    private readonly ConcurrentBag<SqliteSession> _idle = [];
    private volatile bool _closed;

    /// <summary>Runs a read of what is committed.</summary>
    /// <exception cref="StorageUnavailableException">It could not be read.</exception>
    public async Task<T> RunAsync<T>(Func<SqliteSession, T> read, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(read), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Closes the connections; one that is in use closes when its read ends.</summary>
    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private T Run<T>(Func<SqliteSession, T> read)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!_idle.TryTake(out var session))
        {
            session = SqliteFile.OpenReader(path);
        }

        try
        {
            return read(session);
        }
        catch (SqliteException e)
        {
            throw new StorageUnavailableException(
                $"'{path}' could not be read ({e.Message}). Check the disk; where the file is damaged, restore the whole data folder from one backup.", e);
        }
        finally
        {
            _idle.Add(session);
            if (_closed)
            {
                CloseIdle();
            }
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
