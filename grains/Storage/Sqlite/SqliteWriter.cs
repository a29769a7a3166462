using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace MediaAnalytics.Storage.Sqlite;

/// <summary>
/// The one writer of a database, with group commit: requests that wait while a commit reaches the disk share the next one. Callers on any thread;
/// statements run on the writer's own thread, so that no caller ever blocks.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Most requests that wait; further callers wait for room.</summary>
    public const int QueueLength = 8_192;

    /// <summary>Most requests that share a commit.</summary>
    public const int RequestsPerCommit = 1_024;

    private readonly Channel<WriteRequest> _queue =
        Channel.CreateBounded<WriteRequest>(new BoundedChannelOptions(QueueLength) { SingleReader = true });

    private readonly string _name;
    private readonly SqliteSession _session;
    private readonly Thread _thread;

    private SqliteWriter(string path, SqliteSession session)
    {
        _name = Path.GetFileName(path);
        _session = session;
        StorageMeter.Opened(_name);
        _thread = new Thread(Loop) { IsBackground = true, Name = $"writer of {_name}" };
        _thread.Start();
    }

    /// <summary>Opens the database, made and brought to its schema where needed by <paramref name="prepare"/>, in one transaction.</summary>
    /// <exception cref="StorageUnavailableException">It is damaged, or no database, or not writable.</exception>
    public static SqliteWriter Open(string path, Action<SqliteSession> prepare)
    {
        var session = SqliteFile.OpenWriter(path);
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            prepare(session);
            session.Execute("COMMIT");
            return new SqliteWriter(path, session);
        }
        catch (Exception e)
        {
            session.Dispose();
            if (e is SqliteException)
            {
                throw SqliteFile.NotOpened(path, e);
            }

            throw;
        }
    }

    /// <summary>
    /// Runs statements and returns what they return, once they are durable. <paramref name="committed"/> runs on the writer's thread after the commit, in
    /// commit order, before the caller goes on. Cancellation holds only while the request waits for room in the queue.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The commit failed; nothing is stored.</exception>
    public async Task<T> RunAsync<T>(Func<SqliteSession, T> statements, Action<T>? committed, CancellationToken cancellation)
    {
        var request = new WriteRequest<T>(statements, committed);
        if (!_queue.Writer.TryWrite(request))
        {
            try
            {
                await _queue.Writer.WriteAsync(request, cancellation).ConfigureAwait(false);
            }
            catch (ChannelClosedException e)
            {
                throw new StorageUnavailableException($"{_name} is closed: the process is stopping.", e);
            }
        }

        return await request.Done.ConfigureAwait(false);
    }

    /// <summary>Commits what waits, then closes.</summary>
    public void Dispose()
    {
        _queue.Writer.TryComplete();
        _thread.Join();
    }

    private void Loop()
    {
        var batch = new List<WriteRequest>(RequestsPerCommit);
        while (WaitForRequests())
        {
            while (batch.Count < RequestsPerCommit && _queue.Reader.TryRead(out var request))
            {
                batch.Add(request);
            }

            Commit(batch);
            batch.Clear();
        }

        _session.Dispose();
    }

    // Blocks: this thread has nothing else to do.
    private bool WaitForRequests() => _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Commit(List<WriteRequest> batch)
    {
        long started = TimeProvider.System.GetTimestamp();
        int requests = batch.Count;
        try
        {
            if (!TryTogether(batch))
            {
                Apart(batch);
            }
        }
        catch (Exception e)
        {
            Rollback();
            StorageMeter.CommitFailed(_name);
            var why = new StorageUnavailableException($"{_name} could not commit ({e.Message}); nothing of the request is stored. Check free space and the disk.", e);
            batch.ForEach(r => r.Fail(why));
            return;
        }

        StorageMeter.Committed(_name, requests, TimeProvider.System.GetElapsedTime(started));
        batch.ForEach(static r => r.Complete());
    }

    /// <summary>All requests in one transaction; false, and nothing done, where one of them failed.</summary>
    private bool TryTogether(List<WriteRequest> batch)
    {
        _session.Execute("BEGIN IMMEDIATE");
        try
        {
            foreach (var request in batch)
            {
                request.Run(_session);
            }
        }
        catch (Exception e) when (e is not SqliteException || !_session.IsIdle)
        {
            Rollback();
            return false;
        }

        _session.Execute("COMMIT");
        return true;
    }

    /// <summary>Each request under its own savepoint, so that the one that fails takes no other with it.</summary>
    private void Apart(List<WriteRequest> batch)
    {
        var failed = new List<(WriteRequest Request, Exception Why)>();
        _session.Execute("BEGIN IMMEDIATE");
        foreach (var request in batch)
        {
            _session.Execute("SAVEPOINT request");
            try
            {
                request.Run(_session);
            }
            catch (Exception e) when (!_session.IsIdle)
            {
                _session.Execute("ROLLBACK TO request");
                failed.Add((request, e));
            }

            _session.Execute("RELEASE request");
        }

        _session.Execute("COMMIT");
        foreach (var (request, why) in failed)
        {
            batch.Remove(request);
            request.Fail(why is SqliteException
                ? new StorageUnavailableException($"{_name} refused the request ({why.Message}); nothing of it is stored. Check free space and the disk.", why)
                : why);
        }
    }

    private void Rollback()
    {
        if (_session.IsIdle)
        {
            return;
        }

        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // The requests have failed with the reason. Until a rollback works, every further commit fails and comes here again.
            StorageMeter.CommitFailed(_name);
        }
    }
}
