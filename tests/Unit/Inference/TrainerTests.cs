using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Inference.Training;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Inference;

[Collection(OneTorch.Name)]
public sealed class TrainerTests
{
    [Fact]
    public void Learns_what_can_be_learnt()
    {
        using var trainer = TinyModel.Trainer(TinyModel.Clips(24, 1));
        double first = trainer.RunEpoch(null, TestContext.Current.CancellationToken), last = first;
        while (trainer.Epoch < TinyModel.Options.Epochs) last = trainer.RunEpoch(null, TestContext.Current.CancellationToken);
        Assert.True(last < first, $"loss went from {first} to {last}");

        using var network = new GenreNetwork(TinyModel.Header, trainer.Average);
        for (int i = 0; i < 8; i++)
            Assert.Equal(i % 2, GenrePosterior.FromTiles([ClipScorer.Mean(network, [TinyModel.Levels(i % 2, 1_000 + i)])]).Best);
    }

    [Fact]
    public void A_resumed_run_gives_the_figures_of_one_that_never_stopped()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("checkpoint-").FullName, "a.checkpoint");
        var clips = TinyModel.Clips(16, 1);
        using var whole = TinyModel.Trainer(clips);
        using (var stopped = TinyModel.Trainer(clips))
        {
            Assert.Equal(Epochs(whole, 2), Epochs(stopped, 2));
            TrainingCheckpoint.Write(path, TinyModel.Options, "these clips", stopped.Capture());
        }

        using var resumed = TinyModel.Trainer(clips);
        resumed.Restore(TrainingCheckpoint.Read(path, TinyModel.Options, "these clips"));
        Assert.Equal(2, resumed.Epoch);
        Assert.Equal(Epochs(whole, 2), Epochs(resumed, 2));
        Assert.All(whole.Average.Zip(resumed.Average), pair => Assert.Equal(pair.First.Values, pair.Second.Values));

        Assert.Throws<TensorFileException>(() => TrainingCheckpoint.Read(path, TinyModel.Options with { Seed = 2 }, "these clips"));
        Assert.Throws<TensorFileException>(() => TrainingCheckpoint.Read(path, TinyModel.Options, "other clips"));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Balanced_genres_count_alike_however_many_clips_they_have()
    {
        // One genre has fifteen clips, the other one, all of the same sound: balanced, neither is likelier.
        var clips = Enumerable.Range(0, 16).Select(i => new TrainingClip(TinyModel.Levels(0, 1), i == 0 ? 1 : 0, $"clip {i}")).ToList();
        Assert.InRange(Rarer(balanced: true), 0.3, 0.7);
        Assert.InRange(Rarer(balanced: false), 0, 0.25);

        double Rarer(bool balanced)
        {
            using var trainer = new Trainer(TinyModel.Options with { Epochs = 20, BalanceGenres = balanced }, clips, 2, LogMelContract.Default);
            while (trainer.Epoch < 20) trainer.RunEpoch(null, TestContext.Current.CancellationToken);
            using var network = new GenreNetwork(TinyModel.Header, trainer.Average);
            return GenreCalibration.Probabilities(ClipScorer.Mean(network, [clips[0].Levels]), 1)[1];
        }
    }

    [Fact]
    public void A_source_that_tells_some_labels_apart_teaches_nothing_of_the_others()
    {
        // One sound: the source of all labels calls it 2, the source of 0 and 1 calls it 1. Both can be right only where the second is not asked about 2.
        byte[] sound = TinyModel.Levels(0, 1);
        int[] among = [0, 1];
        var answers = Answers(among);
        Assert.True(answers[2] > 0.6 && answers[1] > answers[0], string.Join(' ', answers));
        Assert.InRange(Answers(null)[2], 0.3, 0.6);

        double[] Answers(int[]? told)
        {
            var clips = Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? new TrainingClip(sound, 2, $"clip {i}") : new TrainingClip(sound, 1, $"clip {i}", told)).ToList();
            using var trainer = new Trainer(TinyModel.Options with { Epochs = 20 }, clips, 3, LogMelContract.Default);
            while (trainer.Epoch < 20) trainer.RunEpoch(null, TestContext.Current.CancellationToken);
            using var network = new GenreNetwork(TinyModel.Header with { Labels = ["a", "b", "c"] }, trainer.Average);
            return GenreCalibration.Probabilities(ClipScorer.Mean(network, [sound]), 1);
        }
    }

    [Fact]
    public void Balanced_genres_count_alike_within_their_source()
    {
        // The other source is told its two labels apart, twelve clips and four of one sound; balanced, neither is likelier, and the first source's third label loses nothing by it.
        byte[] sound = TinyModel.Levels(0, 1);
        var clips = Enumerable.Range(0, 16).Select(i => new TrainingClip(sound, i < 12 ? 0 : 1, $"other {i}", [0, 1]))
            .Concat(Enumerable.Range(0, 6).Select(i => new TrainingClip(sound, i % 3, $"first {i}"))).ToList();
        using var trainer = new Trainer(TinyModel.Options with { Epochs = 20, BalanceGenres = true }, clips, 3, LogMelContract.Default);
        while (trainer.Epoch < 20) trainer.RunEpoch(null, TestContext.Current.CancellationToken);
        using var network = new GenreNetwork(TinyModel.Header with { Labels = ["a", "b", "c"] }, trainer.Average);
        Assert.All(GenreCalibration.Probabilities(ClipScorer.Mean(network, [sound]), 1), p => Assert.InRange(p, 0.2, 0.5));
    }

    [Fact]
    public void Without_the_cosine_the_last_steps_are_as_long_as_the_first()
    {
        Assert.True(LastWay(cosine: false) > 3 * LastWay(cosine: true));

        double LastWay(bool cosine)
        {
            var options = TinyModel.Options with { Epochs = 8, Cosine = cosine };
            using var trainer = new Trainer(options, TinyModel.Clips(16, 1), 2, LogMelContract.Default);
            Epochs(trainer, 7);
            var before = trainer.Capture().Weights;
            Epochs(trainer, 1);
            return Math.Sqrt(trainer.Capture().Weights.Where(t => t.Name.EndsWith("weight", StringComparison.Ordinal)).Sum(after =>
                before.Single(t => t.Name == after.Name).Values.Zip(after.Values, (a, b) => (double)(b - a) * (b - a)).Sum()));
        }
    }

    [Fact]
    public void What_is_not_augmented_is_a_crop_as_it_is()
    {
        // Levels that rise by one a frame: a crop at the clip's own speed rises by 1/64 a frame, wherever it starts; nothing is blanked, shifted or equalised.
        byte[] clip = Enumerable.Range(0, 128 * 721).Select(i => (byte)(i % 721 * 255 / 721)).ToArray();
        float[] tile = new float[128 * 32];
        new Augmentation(128, 721, 32, Augmentations.None).Fill(clip, tile, new Random(1));
        Assert.All(tile, (level, i) => Assert.Equal(tile[i % 32], level));
        Assert.InRange(tile[31] - tile[0], 9 / 64.0, 12 / 64.0);
        new Augmentation(128, 721, 32, Augmentations.Usual).Fill(clip, tile, new Random(1));
        Assert.Contains(tile.Select((level, i) => level - tile[i % 32]), difference => Math.Abs(difference) > 0.01);
    }

    private static double[] Epochs(Trainer trainer, int count) =>
        Enumerable.Range(0, count).Select(_ => trainer.RunEpoch(null, TestContext.Current.CancellationToken)).ToArray();
}
