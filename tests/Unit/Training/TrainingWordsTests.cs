using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.DataSets.Splits;
using MediaAnalytics.Silo.Training;
using MediaAnalytics.Tests.Unit.DataSets.Splits;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Training;

public sealed class TrainingWordsTests
{
    private static readonly TrainingSplit Split = Of(1, 2), Other = Of(1, 3);

    [Fact]
    public void A_models_words_name_its_rule_and_its_sounds()
    {
        string byRule = TrainingWords.Of(Split, new SplitRule(SplitKind.Artist, 5), [], new TrainingOptions()), byColumn = TrainingWords.Of(Split, null, [], new TrainingOptions());
        Assert.StartsWith($"2 tracks, 2 clips, split artist:5, sounds {Split.SoundsHash}; TrainingOptions", byRule, StringComparison.Ordinal);
        Assert.StartsWith($"2 tracks, 2 clips, sounds {Split.SoundsHash}; TrainingOptions", byColumn, StringComparison.Ordinal);
        Assert.All([byRule, byColumn], words => Assert.Equal((true, false), (TrainingWords.AreOf(words, Split), TrainingWords.AreOf(words, Other))));
        Assert.Equal((false, true), (TrainingWords.AreOfColumn(byRule), TrainingWords.AreOfColumn(byColumn)));
    }

    [Fact]
    public void A_models_words_name_the_other_sets_that_it_learnt_from_and_their_sounds()
    {
        string words = TrainingWords.Of(Split, null, [new OtherTracks("elsewhere", Other)], new TrainingOptions());
        Assert.Contains($"; also elsewhere: 2 tracks, 2 clips, sounds {Other.SoundsHash}; TrainingOptions", words, StringComparison.Ordinal);
        Assert.Equal((true, false, true), (TrainingWords.AreOf(words, Split), TrainingWords.AreOf(words, Other), TrainingWords.NamesOthers(words)));
    }

    [Fact]
    public void An_older_models_words_say_nothing_of_sounds()
    {
        const string Older = "2 tracks, 2 clips; TrainingOptions { Epochs = 52 }";
        Assert.Equal((false, false), (TrainingWords.AreOf(Older, Split), TrainingWords.AreOfColumn(Older)));
        Assert.False(TrainingWords.NamesOthers(Older));
    }

    private static TrainingSplit Of(int first, int second) =>
        TrainingSplit.Choose(new DividedTracks([Made.Track("a", "rock", "", first), Made.Track("b", "jazz", "", second)], [], [], 0), keepLeaks: false);
}
