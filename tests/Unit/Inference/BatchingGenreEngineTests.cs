using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Batching;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Inference;

[Collection(OneTorch.Name)]
public sealed class BatchingGenreEngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("engine-").FullName;
    private readonly GenreEngineOptions _options;

    public BatchingGenreEngineTests()
    {
        _options = new GenreEngineOptions { ModelPath = Path.Combine(_folder, "a.model"), MaxBatch = 8 };
        TinyModel.Write(_options.ModelPath);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Devices.Present), MemberType = typeof(Devices))]
    public async Task Many_requests_are_scored_together_and_each_gets_its_own_answer(string device)
    {
        Devices.Say(device);
        var sizes = new ConcurrentBag<int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "media_analytics.inference.batch_size") l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, size, _, _) => sizes.Add(size));
        listener.Start();
        await using var engine = new BatchingGenreEngine(_options with { MaxDelay = TimeSpan.FromMilliseconds(500), Accelerator = device }, TimeProvider.System);
        var tracks = Enumerable.Range(0, 20).Select(i => TinyModel.Track(i % 2, i, clips: 1 + (i % 3))).ToArray();

        var scores = await Task.WhenAll(tracks.Select(t => engine.ScoreAsync(t, ScorePriority.Normal, TestContext.Current.CancellationToken)));

        var file = GenreModelFile.Read(_options.ModelPath, LogMelContract.Default);
        using var network = new GenreNetwork(file.Header, file.Weights);
        foreach (var (track, score) in tracks.Zip(scores))
        {
            var alone = GenrePosterior.FromTiles([ClipScorer.Mean(network, track.Clips)]);
            Assert.All(alone.PartsPerMillion.Zip(score.Score.PartsPerMillion), pair => Assert.InRange(pair.First - pair.Second, -20, 20));
            Assert.Equal(track.Clips.Count * 2, score.Score.Tiles);
        }

        Assert.Contains(8, sizes);
    }

    [Fact]
    public async Task A_full_queue_refuses_and_recovers()
    {
        await using var engine = new BatchingGenreEngine(_options with { MaxQueuedClips = 4 }, TimeProvider.System);
        // One request may be over the limit when none waits; while it is there, no other is taken.
        var big = engine.ScoreAsync(TinyModel.Track(0, 1, clips: 12), ScorePriority.Normal, TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<GenreEngineBusyException>(() => engine.ScoreAsync(TinyModel.Track(0, 2), ScorePriority.Normal, TestContext.Current.CancellationToken));
        Assert.Equal(24, (await big).Score.Tiles);
        Assert.Equal(2, (await engine.ScoreAsync(TinyModel.Track(0, 2), ScorePriority.Normal, TestContext.Current.CancellationToken)).Score.Tiles);
    }

    [Fact]
    public async Task A_cancelled_request_ends_and_the_others_go_on()
    {
        await using var engine = new BatchingGenreEngine(_options, TimeProvider.System);
        using var cancelled = new CancellationTokenSource();
        var first = engine.ScoreAsync(TinyModel.Track(0, 1, clips: 100), ScorePriority.Normal, cancelled.Token);
        var second = engine.ScoreAsync(TinyModel.Track(1, 2), ScorePriority.Normal, TestContext.Current.CancellationToken);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(2, (await second).Score.Tiles);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.ScoreAsync(TinyModel.Track(0, 1), ScorePriority.Normal, cancelled.Token));
    }

    [Fact]
    public async Task Another_contract_is_refused()
    {
        await using var engine = new BatchingGenreEngine(_options, TimeProvider.System);
        await Assert.ThrowsAsync<GenreContractException>(() => engine.ScoreAsync(TinyModel.Track(0, 1) with { ContractId = "another" }, ScorePriority.Normal, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentException>(() => engine.ScoreAsync(TinyModel.Track(0, 1) with { Clips = [new byte[5]] }, ScorePriority.Normal, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_model_that_does_not_fit_its_network_fails_every_request()
    {
        var weights = GenreModelFile.Read(_options.ModelPath, LogMelContract.Default).Weights;
        GenreModelFile.Write(_options.ModelPath, TinyModel.Header, weights.Skip(1).ToList());
        await using var engine = new BatchingGenreEngine(_options, TimeProvider.System);
        await Assert.ThrowsAsync<TensorFileException>(() => engine.Ready);
        await Assert.ThrowsAsync<TensorFileException>(() => engine.ScoreAsync(TinyModel.Track(0, 1), ScorePriority.Normal, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stopped_engine_cancels_what_waits()
    {
        var engine = new BatchingGenreEngine(_options, TimeProvider.System);
        await engine.Ready;
        var waiting = engine.ScoreAsync(TinyModel.Track(0, 1, clips: 400), ScorePriority.Normal, TestContext.Current.CancellationToken);
        await engine.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.ScoreAsync(TinyModel.Track(0, 1), ScorePriority.Normal, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, 5, 512, "auto", "Genre:MaxBatch must be 1 to 1024, not 0")]
    [InlineData(1025, 5, 512, "auto", "Genre:MaxBatch must be 1 to 1024, not 1025")]
    [InlineData(16, 1001, 512, "auto", "Genre:MaxDelay must be 00:00:00 to 00:00:01, not 00:00:01.0010000")]
    [InlineData(16, 5, 0, "auto", "Genre:MaxQueuedClips must be 1 to 100000, not 0")]
    [InlineData(16, 5, 512, "tpu", "Accelerator must be auto, cpu or cuda, not 'tpu'")]
    [InlineData(1024, 0, 100000, "cpu", null)]
    public void Settings_out_of_range_are_refused_by_name(int batch, int delay, int queued, string accelerator, string? problem)
    {
        var options = _options with { MaxBatch = batch, MaxDelay = TimeSpan.FromMilliseconds(delay), MaxQueuedClips = queued, Accelerator = accelerator };
        Assert.Equal(problem, options.Problem());
        if (problem is not null) Assert.Equal(problem, Assert.Throws<ArgumentException>(options.Validate).Message);
    }
}
