using System.Collections.Concurrent;
using System.Diagnostics;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;

namespace MediaAnalytics.Inference.Batching;

/// <summary>
/// Scores tracks in batches of tiles, across requests, on one thread of its own, which alone calls torch. Callable from any thread.
/// The queue is bounded by its clips; a request beyond it is refused, but one request is always taken when none waits.
/// </summary>
public sealed class BatchingGenreEngine : IGenreEngine, IAsyncDisposable
{
    private readonly GenreEngineOptions _options;
    private readonly GenreModelFile _file;
    private readonly TimeProvider _time;
    private readonly EngineMetrics _metrics;
    private readonly BlockingCollection<ScoreRequest> _queue = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private int _queuedClips;
    private int _disposed;

    /// <summary>Reads the model file and starts the thread; torch loads and warms up on it, see <see cref="Ready"/>.</summary>
    /// <exception cref="TensorFiles.TensorFileException">The model file can't be used.</exception>
    /// <exception cref="GenreContractException">The model was trained under another contract than this program's.</exception>
    public BatchingGenreEngine(GenreEngineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _time) = (options, time);
        _file = GenreModelFile.Read(options.ModelPath, LogMelContract.Default);
        _metrics = new EngineMetrics(() => Volatile.Read(ref _queuedClips));
        new Thread(Run) { IsBackground = true, Name = "genre engine" }.Start();
    }

    /// <inheritdoc/>
    public GenreModel Model => _file.Model;

    /// <summary>Completes once the network has scored a first batch; fails where torch does not load.</summary>
    public Task Ready => _ready.Task;

    /// <inheritdoc/>
    public Task<GenreScore> ScoreAsync(LogMelTrack track, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        if (track.ContractId != Model.ContractId)
            return Task.FromException<GenreScore>(new GenreContractException($"The track was made under log-mel contract {track.ContractId}; model {Model.Version} needs {Model.ContractId}. Decode the media again."));
        int bytes = _file.Header.Contract.ClipBytes;
        if (track.Clips.Count == 0 || track.Clips.Any(clip => clip.Length != bytes))
            return Task.FromException<GenreScore>(new ArgumentException($"A track needs at least one clip, each of {bytes} bytes.", nameof(track)));
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<GenreScore>(cancellation);
        var request = new ScoreRequest(track, _file.Header.Tiles.PerClip, cancellation);
        int queued = Interlocked.Add(ref _queuedClips, request.Clips);
        if (queued > _options.MaxQueuedClips && queued > request.Clips)
        {
            Interlocked.Add(ref _queuedClips, -request.Clips);
            _metrics.Rejected.Add(1);
            return Task.FromException<GenreScore>(new GenreEngineBusyException());
        }

        return QueueAsync(request);
    }

    /// <summary>Stops the thread after its present batch; requests that wait are cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _queue.CompleteAdding();
        await _stopping.CancelAsync();
        await _stopped.Task;
        _queue.Dispose();
        _stopping.Dispose();
        _metrics.Dispose();
    }

    private async Task<GenreScore> QueueAsync(ScoreRequest request)
    {
        using Activity? activity = request.Activity = EngineTracing.Begin(request);
        try
        {
            // The engine may have stopped, or failed to load, between the caller's look and now.
            if (_ready.Task.IsFaulted) await _ready.Task;
            if (!TryQueue(request)) throw new OperationCanceledException("The genre engine is stopping.");
            using var registration = request.Cancellation.UnsafeRegister(
                static (state, token) => ((ScoreRequest)state!).Done.TrySetCanceled(token), request);
            return await request.Done.Task;
        }
        finally
        {
            Interlocked.Add(ref _queuedClips, -request.Clips);
        }
    }

    private bool TryQueue(ScoreRequest request)
    {
        try
        {
            _queue.Add(request);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private void Run()
    {
        try
        {
            using var network = new GenreNetwork(_file.Header, _file.Weights);
            network.Score([(new byte[_file.Header.Contract.ClipBytes], 0)]);
            _ready.TrySetResult();
            var open = new Queue<ScoreRequest>();
            var batch = new List<(ScoreRequest Request, int Tile)>(_options.MaxBatch);
            while (Collect(open, batch)) ScoreBatch(network, batch);
        }
        catch (Exception e)
        {
            _ready.TrySetException(e);
            _ = _ready.Task.Exception;
            _queue.CompleteAdding();
        }
        finally
        {
            while (_queue.TryTake(out var request)) Abandon(request);
            _stopped.TrySetResult();
        }
    }

    private void Abandon(ScoreRequest request)
    {
        if (_ready.Task.Exception is { } failure) request.Done.TrySetException(failure.InnerExceptions);
        else request.Done.TrySetCanceled(_stopping.Token);
    }

    /// <summary>Fills a batch from the open requests, then from the queue; false when stopping.</summary>
    private bool Collect(Queue<ScoreRequest> open, List<(ScoreRequest Request, int Tile)> batch)
    {
        batch.Clear();
        long first = 0;
        while (batch.Count < _options.MaxBatch)
        {
            if (!open.TryPeek(out var request))
            {
                var wait = batch.Count == 0 ? Timeout.InfiniteTimeSpan : _options.MaxDelay - _time.GetElapsedTime(first);
                if (batch.Count > 0 && wait < TimeSpan.Zero) break;
                try
                {
                    if (!_queue.TryTake(out request, (int)wait.TotalMilliseconds, _stopping.Token)) break;
                }
                catch (OperationCanceledException)
                {
                    break;
                }

                open.Enqueue(request);
            }

            if (batch.Count == 0) first = _time.GetTimestamp();
            while (batch.Count < _options.MaxBatch && request.Taken < request.Tiles && !request.Done.Task.IsCompleted) batch.Add((request, request.Taken++));
            if (request.Taken == request.Tiles || request.Done.Task.IsCompleted) open.Dequeue();
        }

        if (!_stopping.IsCancellationRequested && batch.Count > 0) return true;
        foreach (var request in batch.Select(b => b.Request).Concat(open)) Abandon(request);
        return false;
    }

    private void ScoreBatch(GenreNetwork network, List<(ScoreRequest Request, int Tile)> batch)
    {
        var header = _file.Header;
        long start = _time.GetTimestamp();
        using Activity? activity = EngineTracing.Batch([.. batch.Select(static tile => tile.Request)]);
        try
        {
            var scores = network.Score(batch.Select(b => (b.Request.Clip(b.Tile), header.Tiles.Start(b.Tile % header.Tiles.PerClip, header.Contract.Frames))).ToArray());
            for (int i = 0; i < scores.Length; i++) batch[i].Request.Add(scores[i]);
        }
        catch (Exception e)
        {
            // The batch's callers learn of it; the thread goes on for the others.
            foreach (var (request, _) in batch) request.Done.TrySetException(e);
        }

        _metrics.Tiles.Add(batch.Count);
        _metrics.BatchSize.Record(batch.Count);
        _metrics.Seconds.Record(_time.GetElapsedTime(start).TotalSeconds);
    }
}
