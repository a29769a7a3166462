using System.Diagnostics;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;

namespace MediaAnalytics.Inference.Batching;

/// <summary>
/// Scores tracks in batches of tiles, across requests, on one thread of its own. Callable from any thread. The most urgent tracks go first; so that none starves,
/// every eighth batch begins with the track that has waited longest. A model that is loaded later warms up on a thread of its own and takes over between two
/// batches; a batch is of one model.
/// </summary>
public sealed class BatchingGenreEngine : IGenreEngine, IAsyncDisposable
{
    /// <summary>Of so many batches one begins with the track that has waited longest, whatever its priority.</summary>
    public const int BatchesPerFairTurn = 8;

    /// <summary>After so many batches in a row that failed, device or library are taken to be unfit.</summary>
    public const int FailuresToFault = 10;

    private readonly GenreEngineOptions _options;
    private readonly GenreModelFile _file;
    private readonly TimeProvider _time;
    private readonly EngineMetrics _metrics;
    private readonly ScoreQueue _queue;
    private readonly ModelSlot _models = new();
    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _batches;
    private int _failures;
    private int _disposed;

    /// <summary>Chooses the device, reads the model file and starts the thread; torch loads and warms up on it, see <see cref="Ready"/>.</summary>
    /// <exception cref="TensorFileException">The model file can't be used.</exception>
    /// <exception cref="GenreContractException">The model was trained under another contract than this program's.</exception>
    /// <exception cref="TorchUnavailableException">The device that is asked for can't be had.</exception>
    public BatchingGenreEngine(GenreEngineOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _time, _queue) = (options, time, new ScoreQueue(options.MaxQueuedClips));
        Device = TorchDevice.Choose(options.Accelerator);
        _file = GenreModelFile.Read(options.ModelPath, LogMelContract.Default);
        _metrics = new EngineMetrics(() => _queue.Clips, () => (Model, Device));
        new Thread(Run) { IsBackground = true, Name = "genre engine" }.Start();
    }

    /// <inheritdoc/>
    public GenreModel Model => _models.Serving?.Model ?? _file.Model;

    /// <inheritdoc/>
    public string Device { get; }

    /// <summary>Completes once the network has scored a first batch; fails where torch does not load.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Why the engine is unfit, so that the process should be started anew; null where it is fit.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Completes when there is a <see cref="Fault"/>.</summary>
    public Task Faulted => _faulted.Task;

    /// <inheritdoc/>
    public Task<GenreRecognition> ScoreAsync(LogMelTrack track, ScorePriority priority, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(track);
        // Every model that is loaded is of this program's contract, so whichever begins the track takes it.
        if (track.ContractId != _file.Model.ContractId)
            return Task.FromException<GenreRecognition>(new GenreContractException($"The track was made under log-mel contract {track.ContractId}; model {Model.Version} needs {_file.Model.ContractId}. Decode the media again."));
        int bytes = _file.Header.Contract.ClipBytes;
        if (track.Clips.Count == 0 || track.Clips.Any(clip => clip.Length != bytes))
            return Task.FromException<GenreRecognition>(new ArgumentException($"A track needs at least one clip, each of {bytes} bytes.", nameof(track)));
        if (cancellation.IsCancellationRequested) return Task.FromCanceled<GenreRecognition>(cancellation);
        return QueueAsync(new ScoreRequest(track, priority, _time.GetTimestamp(), cancellation));
    }

    /// <inheritdoc/>
    public async Task<GenreModel> LoadAsync(string? path, long sequence, CancellationToken cancellation)
    {
        await Ready.WaitAsync(cancellation);
        await _loading.WaitAsync(cancellation);
        try
        {
            var loaded = await Task.Factory.StartNew(
                () => LoadedModel.Load(path is null ? _file : GenreModelFile.Read(path, LogMelContract.Default), sequence, Device, _options.MaxBatch),
                cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            if (!cancellation.IsCancellationRequested && _models.TryTakeOver(loaded))
            {
                _queue.Wake();
                return loaded.Model;
            }

            loaded.Dispose();
            throw new OperationCanceledException("The model was given up before it took over.", cancellation);
        }
        catch (Exception e) when (e is TensorFileException or GenreContractException)
        {
            throw new GenreModelException(e.Message, e);
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Stops the thread after its present batch; requests that wait are cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _queue.Close();
        await _stopped.Task;
        _metrics.Dispose();
    }

    private async Task<GenreRecognition> QueueAsync(ScoreRequest request)
    {
        using Activity? activity = request.Activity = EngineTracing.Begin(request);
        // The engine may have failed to load.
        if (_ready.Task.IsFaulted) await _ready.Task;
        if (!_queue.TryAdd(request, out var displaced))
        {
            Reject(request);
            throw new GenreEngineBusyException();
        }

        foreach (var other in displaced)
        {
            Reject(other);
            other.Done.TrySetException(new GenreEngineBusyException("A more urgent track took its place in the genre engine's queue. Ask again later."));
        }

        try
        {
            using var registration = request.Cancellation.UnsafeRegister(
                static (state, token) => ((ScoreRequest)state!).Done.TrySetCanceled(token), request);
            return await request.Done.Task;
        }
        finally
        {
            _queue.Release(request);
        }
    }

    private void Reject(ScoreRequest request) => _metrics.Rejected.Add(1, EngineMetrics.OfModel(Model.Version), EngineMetrics.Of(request.Priority));

    private void Run()
    {
        try
        {
            _models.TryTakeOver(LoadedModel.Load(_file, sequence: 0, Device, _options.MaxBatch));
            _ready.TrySetResult();
            var batch = new List<ScoreRequest>(_options.MaxBatch);
            var tiles = new List<(ReadOnlyMemory<byte> Clip, int Index)>(_options.MaxBatch);
            while (Collect(batch, tiles)) ScoreBatch(batch, tiles);
        }
        catch (Exception e)
        {
            if (!_ready.TrySetException(e)) Fail(e);
            _ = _ready.Task.Exception;
        }
        finally
        {
            foreach (var request in _queue.Close()) Abandon(request);
            _models.End();
            _stopped.TrySetResult();
        }
    }

    private void Fail(Exception fault)
    {
        Fault = fault;
        _faulted.TrySetResult();
    }

    private void Abandon(ScoreRequest request)
    {
        if (_ready.Task.Exception is { } failure) request.Done.TrySetException(failure.InnerExceptions);
        else request.Done.TrySetCanceled(new CancellationToken(canceled: true));
    }

    /// <summary>Fills a batch of one model; false when stopping.</summary>
    private bool Collect(List<ScoreRequest> batch, List<(ReadOnlyMemory<byte> Clip, int Index)> tiles)
    {
        batch.Clear();
        tiles.Clear();
        bool fairTurn = ++_batches % BatchesPerFairTurn == 0;
        LoadedModel? model = null;
        long first = 0;
        while (batch.Count < _options.MaxBatch && !_queue.Closed)
        {
            long seen = _queue.Changes;
            if (_queue.Next(request => model is null || (request.Model ?? _models.Serving) == model, longest: fairTurn && batch.Count == 0) is { } next)
            {
                if (next.Model is null) Begin(next);
                if (batch.Count == 0) (model, first) = (next.Model, _time.GetTimestamp());
                while (batch.Count < _options.MaxBatch && next.Model == model && !next.Exhausted)
                {
                    batch.Add(next);
                    tiles.Add(next.Take());
                }
            }
            else if (batch.Count == 0)
            {
                _models.Tidy();
                _queue.WaitForChange(seen, Timeout.InfiniteTimeSpan);
            }
            else if (!_queue.IsEmpty || !MayWait(seen, _options.MaxDelay - _time.GetElapsedTime(first)))
            {
                break;
            }
        }

        return !_queue.Closed;
    }

    private bool MayWait(long seen, TimeSpan wait) => wait > TimeSpan.Zero && _queue.WaitForChange(seen, wait);

    private void Begin(ScoreRequest request)
    {
        _models.Begin(request);
        _metrics.QueueSeconds.Record(_time.GetElapsedTime(request.QueuedAt).TotalSeconds, request.Model!.Tag, EngineMetrics.Of(request.Priority));
    }

    private void ScoreBatch(List<ScoreRequest> batch, List<(ReadOnlyMemory<byte> Clip, int Index)> tiles)
    {
        var model = batch[0].Model!;
        long start = _time.GetTimestamp();
        using Activity? activity = EngineTracing.Batch(batch);
        try
        {
            var scores = model.Score(tiles);
            for (int i = 0; i < scores.Length; i++) batch[i].Add(scores[i]);
            _failures = 0;
        }
        catch (Exception e)
        {
            // The batch's callers learn of it; the thread goes on for the others.
            foreach (var request in batch) request.Done.TrySetException(e);
            if (++_failures == FailuresToFault) Fail(e);
        }

        _metrics.Tiles.Add(batch.Count, model.Tag);
        _metrics.BatchSize.Record(batch.Count, model.Tag);
        _metrics.Seconds.Record(_time.GetElapsedTime(start).TotalSeconds, model.Tag);
        _models.Tidy();
    }
}
