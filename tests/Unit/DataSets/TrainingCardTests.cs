using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.DataSets;
using MediaAnalytics.Silo.Training;
using MediaAnalytics.Silo.Verbs;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets;

public sealed class TrainingCardTests
{
    [Theory]
    [InlineData("--data ../there/songs --out a.model --epochs 3", "silo --data songs --epochs 3")]
    [InlineData("--out=a.model --data /x/y/songs/ --checkpoint c --resume --name my.model", "silo --data songs --name my.model")]
    public void TheCommandIsTheSameOnEveryMachineAndAfterAResume(string typed, string command) =>
        Assert.Equal(command, TrainingCard.CommandOf(TrainVerb.Create().Parse(typed.Split(' '))));

    [Fact]
    public void TheSplitIsToldByTheNamesInItsColumn()
    {
        GenreTrack[] train = [Track("train", "a"), Track("more", "b"), Track("train", "a")];
        Assert.Equal("learnt from more, train, judged by valid", TrainingCard.SplitOf(train, [Track("valid", "c")]));
        Assert.Equal("learnt from all, judged by nothing", TrainingCard.SplitOf([Track("", "")], []));

        static GenreTrack Track(string split, string artist) => new("a", "g", split, artist, null!);
    }

    [Theory]
    [InlineData("--data d --out o")]
    [InlineData("--data d --out o --networks 0")]
    [InlineData("--data d --out o --parts e")]
    [InlineData("--data d --out o --networks 2 --summaries 0 --temperature 0.6 --workers 1 --balance")]
    public void WhatHelpTeachesIsTaken(string typed) => Assert.Empty(TrainVerb.Create().Parse(typed.Split(' ')).Errors);

    [Theory]
    [InlineData("--data d --out o --epochs 99999", "--epochs must be 1 to 10000, not 99999.")]
    [InlineData("--data d --out o --temperature 0", "--temperature must be 0.05 to 20, not 0.")]
    [InlineData("--data d --out o --lists l", "--lists is for --split fault-filtered.")]
    public void WhatIsOutOfRangeIsNamed(string typed, string error) =>
        Assert.Equal(error, Assert.Single(TrainVerb.Create().Parse(typed.Split(' ')).Errors).Message);

    [Fact]
    public void FiguresThatAreNoNumbersAreLeftOut()
    {
        var request = new TrainingRequest("/x/songs", "a.model", "a", "train", null, "c", false, new TrainingOptions()) { Command = "silo train" };
        GenreModelCard card = TrainingCard.Of(request, "s", 12, GenreEvaluation.Of([("a", "a"), ("b", "a"), ("a", "a")], ["a", "b"]), 0.25);
        Assert.Equal(("songs", "s", 12, 3, 0.6667, "silo train"), (card.Data, card.Split, card.Train, card.Valid, card.Accuracy, card.Command));
        Assert.Null(card.Fault());
        card = TrainingCard.Of(request, "s", 12, GenreEvaluation.Of([("z", "a")], ["a", "b"]), double.NaN);
        Assert.Equal((0, null, null, null), (card.Valid, card.Accuracy, card.MacroF1, card.CalibrationError));
        Assert.Null(TrainingCard.Of(request, "s", 12, null, double.NaN).Valid);
    }
}
