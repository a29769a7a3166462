using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference;
using MediaAnalytics.Inference.Batching;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Inference;

/// <summary>A new model beside the one that serves, with real networks.</summary>
[Collection(OneTorch.Name)]
public sealed class ModelSwapTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("swap-").FullName;
    private readonly IReadOnlyList<NamedTensor> _weights;
    private readonly GenreEngineOptions _options;

    public ModelSwapTests()
    {
        _options = new GenreEngineOptions { ModelPath = Path.Combine(_folder, "old.model"), MaxBatch = 8 };
        _weights = TinyModel.Write(_options.ModelPath);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string New => Path.Combine(_folder, "new.model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Devices.Present), MemberType = typeof(Devices))]
    public async Task Tracks_end_with_the_model_they_began_with_and_later_ones_get_the_new(string device)
    {
        Devices.Say(device);
        // Twice the tiles a clip and the labels exchanged: tiles of both models in one track would show.
        GenreModelFile.Write(New, TinyModel.Header with { Name = "new", Labels = ["high", "low"], Tiles = TinyModel.Options.Tiles with { PerClip = 4 } }, _weights);
        await using var engine = new BatchingGenreEngine(_options with { Accelerator = device, MaxQueuedClips = 100_000 }, TimeProvider.System);
        await engine.Ready;
        var batches = new ConcurrentQueue<string>();
        using var listener = Listen<int>("media_analytics.inference.batch_size", (_, tags) => batches.Enqueue(tags.GetValueOrDefault("model") as string ?? ""));

        var track = TinyModel.Track(0, 0, clips: 12);
        var old = await engine.ScoreAsync(track, ScorePriority.Normal, Stop);
        var feeds = Enumerable.Range(0, 5).Select(_ => FeedAsync()).ToArray();
        var loaded = await engine.LoadAsync(New, 7, Stop);
        Assert.Equal((loaded, 7), (engine.Model, loaded.Sequence));
        var after = await engine.ScoreAsync(TinyModel.Track(0, 1, clips: 3), ScorePriority.High, Stop);

        Assert.Equal(loaded, after.Model);
        Assert.Equal(12, after.Score.Tiles);
        GenreRecognition[] scored = [old, .. (await Task.WhenAll(feeds)).SelectMany(feed => feed)];
        Assert.Equal("tiny", old.Model.Version[..4]);
        Assert.All(scored, score => Assert.Equal(score.Model == loaded ? 48 : 24, score.Score.Tiles));
        var file = GenreModelFile.Read(New, LogMelContract.Default);
        using var network = new GenreNetwork(file.Header, file.Weights);
        var alone = GenrePosterior.FromTiles([ClipScorer.Mean(network, TinyModel.Track(0, 1, clips: 3).Clips)]);
        Assert.All(alone.PartsPerMillion.Zip(after.Score.PartsPerMillion), pair => Assert.InRange(pair.First - pair.Second, -20, 20));
        Assert.Equal(2, batches.Distinct().Count());

        Assert.Equal(("tiny", 8), ((await engine.LoadAsync(null, 8, Stop)).Version[..4], (int)engine.Model.Sequence));

        // Track after track until one gets the new model: the change falls among them, however long the load takes.
        async Task<List<GenreRecognition>> FeedAsync()
        {
            List<GenreRecognition> scores = [];
            do scores.Add(await engine.ScoreAsync(track, ScorePriority.Normal, Stop));
            while (scores[^1].Model.Sequence == 0);
            return scores;
        }
    }

    [Fact]
    public async Task A_bad_file_leaves_the_old_one_serving_and_says_why()
    {
        await using var engine = new BatchingGenreEngine(_options, TimeProvider.System);
        await engine.Ready;
        var old = engine.Model;
        await RefusedAsync(Path.Combine(_folder, "missing.model"), "There is no genre model file");
        await File.WriteAllTextAsync(New, "no model", Stop);
        await RefusedAsync(New, "does not start with its mark");
        await File.WriteAllBytesAsync(New, (await File.ReadAllBytesAsync(_options.ModelPath, Stop))[..^40], Stop);
        await RefusedAsync(New, "checksum");
        GenreModelFile.Write(New, TinyModel.Header with { Contract = LogMelContract.Default with { HopLength = 512 } }, _weights);
        await RefusedAsync(New, "hop512");
        GenreModelFile.Write(New, TinyModel.Header, _weights.Skip(1).ToList());
        await RefusedAsync(New, "tensors are not those of the network");
        GenreModelFile.Write(New, TinyModel.Header, _weights.Select(w => w with { Values = Array.ConvertAll(w.Values, _ => float.NaN) }).ToList());
        await RefusedAsync(New, "does not answer with probabilities");
        Assert.Equal(old, (await engine.ScoreAsync(TinyModel.Track(0, 1), ScorePriority.Normal, Stop)).Model);

        async Task RefusedAsync(string path, string reason)
        {
            var refusal = await Assert.ThrowsAsync<GenreModelException>(() => engine.LoadAsync(path, 1, Stop));
            Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
            Assert.Equal(old, engine.Model);
        }
    }

    [Fact]
    public async Task The_old_network_is_disposed_when_its_last_track_ends()
    {
        var models = new ModelSlot();
        var (old, next) = (Loaded(1), Loaded(2));
        Assert.True(models.TryTakeOver(old));
        var track = TinyModel.Track(0, 1);
        var request = new ScoreRequest(track, ScorePriority.Normal, 0, CancellationToken.None);
        models.Begin(request);
        Assert.True(models.TryTakeOver(next));
        models.Tidy();
        request.Add(old.Score([request.Take()])[0]);
        models.Tidy();
        request.Add(old.Score([request.Take()])[0]);
        Assert.Equal(1, (await request.Done.Task).Model.Sequence);
        models.Tidy();
        Assert.ThrowsAny<Exception>(() => old.Score([(track.Clips[0], 0)]));
        Assert.Single(next.Score([(track.Clips[0], 0)]));
        models.End();
        Assert.ThrowsAny<Exception>(() => next.Score([(track.Clips[0], 0)]));
        using var late = Loaded(3);
        Assert.False(models.TryTakeOver(late));
    }

    [Fact]
    public async Task Urgent_tracks_overtake_but_the_others_get_their_turns()
    {
        await using var engine = new BatchingGenreEngine(_options with { MaxQueuedClips = 100_000 }, TimeProvider.System);
        await engine.Ready;
        var order = new ConcurrentQueue<string>();
        // The first keeps the engine busy until the others wait. Making a track takes longer than scoring it: they are made before.
        var tracks = new[] { 1, 8, 1_000 }.ToDictionary(static clips => clips, static clips => TinyModel.Track(0, 1, clips));
        var first = ScoreAsync("first", ScorePriority.Normal, 1_000);
        var low = ScoreAsync("low", ScorePriority.Low, 1);
        var normal = Enumerable.Range(0, 60).Select(_ => ScoreAsync("normal", ScorePriority.Normal, 8)).ToArray();
        var high = ScoreAsync("high", ScorePriority.High, 8);
        await Task.WhenAll([first, low, high, .. normal]);
        var names = order.ToList();
        Assert.True(names.IndexOf("high") < names.IndexOf("normal"), string.Join(' ', names));
        // 60 tracks of two batches: of every eight batches one is for whoever waits longest.
        Assert.InRange(names.IndexOf("low"), 0, names.Count - 20);

        async Task ScoreAsync(string name, ScorePriority priority, int clips)
        {
            await engine.ScoreAsync(tracks[clips], priority, Stop);
            order.Enqueue(name);
        }
    }

    [Fact]
    public async Task Figures_are_filed_by_model_version()
    {
        var seen = new ConcurrentDictionary<(string Instrument, string Model), double>();
        using var ints = Listen<int>(null, (instrument, tags) => seen[(instrument, tags.GetValueOrDefault("model") as string ?? "")] = 1);
        using var longs = Listen<long>(null, (instrument, tags) => seen[(instrument, tags.GetValueOrDefault("model") as string ?? "")] = 1);
        using var doubles = Listen<double>(null, (instrument, tags) => seen[(instrument, tags.GetValueOrDefault("model") as string ?? "")] = 1);
        GenreModelFile.Write(New, TinyModel.Header with { Name = "figures" }, _weights);
        await using var engine = new BatchingGenreEngine(_options with { MaxQueuedClips = 1 }, TimeProvider.System);
        string version = (await engine.LoadAsync(New, 1, Stop)).Version;
        var held = engine.ScoreAsync(TinyModel.Track(0, 1, clips: 50), ScorePriority.Normal, Stop);
        await Assert.ThrowsAsync<GenreEngineBusyException>(() => engine.ScoreAsync(TinyModel.Track(0, 1), ScorePriority.Normal, Stop));
        await held;
        ints.RecordObservableInstruments();
        foreach (string instrument in new[] { "tiles", "rejected", "batch_size", "duration", "queue_time", "model" })
            Assert.Contains(($"media_analytics.inference.{instrument}", version), seen.Keys);
    }

    [Fact]
    public void Cuda_that_is_asked_for_and_absent_is_an_error()
    {
        if (TorchDevice.Choose(TorchDevice.Auto) == TorchDevice.Cuda) Assert.Skip("this machine has a CUDA device");
        var refusal = Assert.Throws<TorchUnavailableException>(() => new BatchingGenreEngine(_options with { Accelerator = TorchDevice.Cuda }, TimeProvider.System));
        Assert.Contains("finds no CUDA device", refusal.Message, StringComparison.Ordinal);
    }

    private LoadedModel Loaded(long sequence) =>
        LoadedModel.Load(GenreModelFile.Read(_options.ModelPath, LogMelContract.Default), sequence, TorchDevice.Cpu, 2);

    private static MeterListener Listen<T>(string? name, Action<string, Dictionary<string, object?>> measured)
        where T : struct
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == "MediaAnalytics.Inference" && instrument.Name != "media_analytics.inference.queued_clips" && (name is null || instrument.Name == name))
                    l.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<T>((instrument, _, tags, _) => measured(instrument.Name, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
        listener.Start();
        return listener;
    }
}
