using System.Runtime.InteropServices;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Networks;
using MediaAnalytics.Inference.Summary;
using MediaAnalytics.Inference.TensorFiles;
using static TorchSharp.torch;

namespace MediaAnalytics.Inference.Training;

/// <summary>
/// Trains one network by epochs, seeded: each epoch draws from its own seed, so a run resumed from <see cref="Capture"/> gives the same
/// figures as one that never stopped. Called from one thread, torch runs on that thread alone; several may train beside each other.
/// </summary>
internal sealed class Trainer : IDisposable
{
    /// <summary>Far below any logit, and finite: times a wanted probability of none it is nothing.</summary>
    private const float Barred = -1e9f;

    private readonly TrainingOptions _options;
    private readonly IReadOnlyList<TrainingClip> _clips;
    private readonly int _labels;
    private readonly int _melBands;
    private readonly float[] _weights;
    private readonly Augmentation _augmentation;
    private readonly GenreModule _network;
    private readonly AdamW _optimizer;
    private readonly List<NamedTensor> _average;

    public Trainer(TrainingOptions options, IReadOnlyList<TrainingClip> clips, int labels, LogMelContract contract)
    {
        TorchRuntime.Start();
        (_options, _clips, _labels, _melBands) = (options, clips, labels, contract.MelBands);
        _weights = options.BalanceGenres ? Weights(clips, labels) : [.. Enumerable.Repeat(1f, clips.Count)];
        _augmentation = new Augmentation(contract.MelBands, contract.Frames, options.Tiles.Frames, options.Augment);
        _network = TorchRuntime.Seeded<GenreModule>(options.Seed, () => options.Summary is { } summary
            ? new SummaryNetwork(summary, labels, contract, options.Tiles.Frames) : new DcnnSsaNetwork(options.Shape, labels));
        _optimizer = new AdamW(_network.parameters());
        _average = NetworkState.Read(_network);
    }

    /// <summary>Epochs done.</summary>
    public int Epoch { get; private set; }

    /// <summary>Steps of one epoch.</summary>
    public int StepsPerEpoch => Math.Max(1, _clips.Count * _options.CropsPerClip / _options.BatchSize);

    /// <summary>Numbers that are learnt.</summary>
    public long Parameters => _network.parameters().Sum(p => p.numel());

    /// <summary>The running average of the weights: the model to keep.</summary>
    public IReadOnlyList<NamedTensor> Average => _average;

    /// <summary>Runs one epoch; returns its mean loss.</summary>
    public double RunEpoch(Action? stepDone, CancellationToken cancellation)
    {
        int seed = unchecked((_options.Seed * 1_000_003) + Epoch + 1);
        var draw = new Random(seed);
        _network.Draw = draw;
        _network.train();
        var order = Enumerable.Range(0, _clips.Count * _options.CropsPerClip).Select(i => i % _clips.Count).ToArray();
        draw.Shuffle(order);
        double loss = 0;
        for (int step = 0; step < StepsPerEpoch; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            loss += Step(order.AsSpan(step * _options.BatchSize % order.Length), draw);
            stepDone?.Invoke();
        }

        Epoch++;
        return loss / StepsPerEpoch;
    }

    /// <summary>A copy of the state after the last whole epoch.</summary>
    public TrainingState Capture() => new(
        Epoch, _optimizer.Steps, NetworkState.Read(_network), _average.Select(t => t with { Values = [.. t.Values] }).ToList(),
        _optimizer.Means.Select(m => (float[])[.. m]).ToArray(), _optimizer.Squares.Select(s => (float[])[.. s]).ToArray());

    /// <summary>Goes on from a state of a run with the same options and clips.</summary>
    public void Restore(TrainingState state)
    {
        NetworkState.Write(_network, state.Weights);
        for (int i = 0; i < _average.Count; i++) state.Average[i].Values.CopyTo(_average[i].Values, 0);
        for (int i = 0; i < state.Means.Length; i++)
        {
            state.Means[i].CopyTo(_optimizer.Means[i], 0);
            state.Squares[i].CopyTo(_optimizer.Squares[i], 0);
        }

        _optimizer.Steps = state.Steps;
        Epoch = state.Epoch;
    }

    public void Dispose() => _network.Dispose();

    private double Step(ReadOnlySpan<int> clips, Random draw)
    {
        using var scope = NewDisposeScope();
        int n = Math.Min(_options.BatchSize, clips.Length);
        var input = zeros(n, 1, _melBands, _options.Tiles.Frames);
        var target = zeros(n, _labels);
        var barred = zeros(n, _labels);
        FillBatch(clips[..n], Values(input), Values(target), Values(barred), draw);
        _network.zero_grad();
        var logits = _network.forward(input).add(barred, TorchRuntime.One);
        var loss = -(nn.functional.log_softmax(logits, 1) * target).sum(1).mean();
        loss.backward();
        nn.utils.clip_grad_norm_(_network.parameters(), 5);
        _optimizer.Step(LearningRate(_optimizer.Steps), _options.WeightDecay);
        double decay = Math.Min(_options.AverageDecay, (1.0 + _optimizer.Steps) / (10.0 + _optimizer.Steps));
        NetworkState.AverageInto(_network, _average, (float)(1 - decay));
        return loss.item<float>();
    }

    /// <summary>Of each clip: the mean number of clips a genre of its source over its own genre's there.</summary>
    private static float[] Weights(IReadOnlyList<TrainingClip> clips, int labels)
    {
        var ofSource = clips.CountBy(c => c.Source).ToDictionary();
        var ofGenre = clips.CountBy(c => (c.Source, c.Label)).ToDictionary();
        return clips.Select(c => (float)ofSource[c.Source] / ((c.Among?.Length ?? labels) * ofGenre[(c.Source, c.Label)])).ToArray();
    }

    private static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);

    private void FillBatch(ReadOnlySpan<int> clips, Span<float> input, Span<float> target, Span<float> barred, Random draw)
    {
        int tile = _melBands * _options.Tiles.Frames;
        for (int i = 0; i < clips.Length; i++)
        {
            var clip = _clips[clips[i]];
            _augmentation.Fill(clip.Levels.Span, input.Slice(i * tile, tile), draw);
            FillTarget(clip, _weights[clips[i]], target.Slice(i * _labels, _labels), barred.Slice(i * _labels, _labels));
        }

        // Neighbours of a source are mixed in a chain; the batch's order is random, so the partners are.
        for (int i = 0; _options.MixupShare > 0 && i + 1 < clips.Length; i++)
        {
            int partner = i + 1;
            while (partner < clips.Length && _clips[clips[i]].Source != _clips[clips[partner]].Source) partner++;
            if (partner == clips.Length || draw.NextDouble() >= _options.MixupShare) continue;
            float share = (float)(0.5 * draw.NextDouble());
            Augmentation.Mix(input.Slice(i * tile, tile), input.Slice(partner * tile, tile), share);
            Augmentation.Mix(target.Slice(i * _labels, _labels), target.Slice(partner * _labels, _labels), share);
        }
    }

    /// <summary>Fills a clip's wanted probabilities times its weight, and what is added to the logits of labels that its source does not tell apart.</summary>
    private void FillTarget(TrainingClip clip, float weight, Span<float> target, Span<float> barred)
    {
        barred.Fill(clip.Among is null ? 0 : Barred);
        float spread = (float)(_options.LabelSmoothing / (clip.Among?.Length ?? _labels));
        for (int label = 0; label < _labels; label++)
        {
            if (clip.Among?.Contains(label) == false) continue;
            (target[label], barred[label]) = (weight * spread, 0);
        }

        target[clip.Label] += weight * (float)(1 - _options.LabelSmoothing);
    }

    private double LearningRate(int step)
    {
        double total = (double)StepsPerEpoch * _options.Epochs;
        double warm = total * _options.WarmUp;
        return step < warm ? _options.LearningRate * (step + 1) / warm
            : !_options.Cosine ? _options.LearningRate
            : _options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - warm) / Math.Max(1, total - warm)));
    }
}
