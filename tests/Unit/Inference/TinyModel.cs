using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Inference.Training;

namespace MediaAnalytics.Tests.Unit.Inference;

/// <summary>A network small enough for tests, and sound it can learn: genre 0 loud in the low half of the mel bands, genre 1 in the high.</summary>
internal static class TinyModel
{
    public static readonly TrainingOptions Options = new()
    {
        Epochs = 4, CropsPerClip = 2, BatchSize = 8, Tiles = new TilePlan(32, 2), Shape = new DcnnSsaShape(2, 3, 4, 5, 0.2), AverageDecay = 0.8, LearningRate = 0.02,
    };

    public static GenreModelHeader Header { get; } = new("tiny", ["low", "high"], LogMelContract.Default, Options.Shape, Options.Tiles, "a test");

    public static List<TrainingClip> Clips(int count, int seed) => Enumerable.Range(0, count).Select(i => new TrainingClip(Levels(i % 2, seed + i), i % 2, $"clip {i}")).ToList();

    public static byte[] Levels(int genre, int seed)
    {
        var levels = new byte[LogMelContract.Default.ClipBytes];
        new Random(seed).NextBytes(levels);
        int half = levels.Length / 2;
        foreach (ref byte level in levels.AsSpan(genre * half, half)) level = (byte)(128 + (level / 2));
        foreach (ref byte level in levels.AsSpan((1 - genre) * half, half)) level /= 2;
        return levels;
    }

    public static LogMelTrack Track(int genre, int seed, int clips = 1) => new(
        LogMelContract.Default.Id, 128, 721, 30.0 * clips, Enumerable.Range(0, clips).Select(i => (ReadOnlyMemory<byte>)Levels(genre, seed + i)).ToList());

    public static Trainer Trainer(IReadOnlyList<TrainingClip> clips) => new(Options, clips, 2, LogMelContract.Default);

    /// <summary>The weights of a tiny model after one epoch from a seed.</summary>
    public static IReadOnlyList<NamedTensor> Trained(int seed)
    {
        using var trainer = new Trainer(Options with { Seed = seed }, Clips(8, seed), 2, LogMelContract.Default);
        trainer.RunEpoch(null, CancellationToken.None);
        return trainer.Average;
    }

    /// <summary>Writes an untrained tiny model; returns its weights.</summary>
    public static IReadOnlyList<NamedTensor> Write(string path, GenreModelHeader? header = null)
    {
        using var trainer = Trainer(Clips(2, 1));
        GenreModelFile.Write(path, header ?? Header, trainer.Average);
        return trainer.Average;
    }
}
