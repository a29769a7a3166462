using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Training;
using MediaAnalytics.Silo.Lab;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Lab;

public sealed class LabTableTests
{
    private static readonly LabSet Set = new(
        "set", ["x", "y"], [.. Enumerable.Range(0, 8).Select(i => new LabTrack($"t{i}", i % 2, $"artist{i / 2}", [], null, [], null))], []);

    [Fact]
    public void A_line_is_over_all_folds_and_seeds()
    {
        var row = new LabRow(Set, [Result("0", 1, [0, 1], [0, 1]), Result("1", 1, [2, 3], [0, 0]), Result("0", 2, [0, 1], [0, 1]), Result("1", 2, [2, 3], [0, 1])]);
        Assert.Equal(4, row.N);
        Assert.Equal([0.75, 1], row.SeedAccuracies);
        Assert.Equal(0.875, row.Accuracy);
        Assert.Equal(1, row.Confusion["y"]["x"]);
    }

    [Fact]
    public void Steps_are_of_what_was_run_only()
    {
        var table = new LabTable([Set], [Result("0", 1, [0, 1], [0, 0]), Result("0", 1, [0, 1], [0, 1], "b")]);
        var (what, with, without) = Assert.Single(table.Steps("set", LabParts.Artists));
        Assert.Equal(("spatial attention alone (b over a)", 0.5), (what, with.Over(without).Points));
    }

    [Fact]
    public void Networks_answer_together_by_the_mean_of_their_scores()
    {
        LabResult Of(int seed, string method, params double[][] scores) => new(
            new LabTask("set", "0", LabParts.Artists, method, LabInputs.Mel, seed), "", 1, 1, 1, [], scores.Select((s, i) => new LabAnswer($"t{i}", i % 2, s)).ToList());
        var table = new LabTable([Set],
        [
            Of(1, LabMethods.Usual, [-1, -2], [-3, -4]), Of(2, LabMethods.Usual, [-1, -2], [-9, -1]), Of(1, LabTechnique.Second, [-1, -2], [-9, -1]), Of(1, LabTechnique.Summary, [-4, -2], [-6, -1]),
        ]);
        Assert.Equal([-2.5, -2], table.Find("set", LabParts.Artists, LabMethods.WithSummary)!.Answers[0].Scores);
        Assert.Equal([-6, -2.5], table.Find("set", LabParts.Artists, LabMethods.WithSecond)!.Answers[1].Scores);
        Assert.Equal([-6, -2], table.Find("set", LabParts.Artists, LabMethods.WithBoth)!.Answers[1].Scores);
        Assert.Equal((0.75, 1), (table.Find("set", LabParts.Artists, LabMethods.Usual)!.Accuracy, table.Find("set", LabParts.Artists, LabMethods.WithSecond)!.Accuracy));

        // Against the first seed, not the mean of both.
        Assert.Equal(0.5, table.Techniques("set", LabParts.Artists).Single(t => t.What.StartsWith("a second network", StringComparison.Ordinal)).Without.Accuracy);
    }

    [Theory]
    [InlineData(0.01, 0.05, "agrees")]
    [InlineData(0.001, 0.01, "agrees, but smaller")]
    [InlineData(-0.01, 0.05, "undecided")]
    [InlineData(-0.01, 0.01, "no gain of that size")]
    [InlineData(-0.05, -0.01, "contradicts")]
    public void A_gain_is_called_one_only_where_its_interval_lies_above_zero(double low, double high, string verdict) =>
        Assert.Equal(verdict, PaperFigures.Verdict(0.0192, low, high));

    [Fact]
    public void Every_figure_of_the_paper_is_of_a_step_that_can_be_made()
    {
        var all = LabMethods.All.Select(method => Result("0", 1, [0, 1], [0, 1], method)).Append(Result("0", 1, [0, 1], [0, 1], LabMethods.Whole, LabInputs.Stft));
        Assert.Equal(PaperFigures.Gains.Keys.Order(), new LabTable([Set], all).Steps("set", LabParts.Artists).Select(s => s.What).Order());
    }

    [Fact]
    public void What_silo_train_makes_is_the_usual_network() => Assert.Equal(LabMethods.Networks[LabMethods.Usual], DcnnSsaShape.Default.Parts);

    [Fact]
    public void Genres_are_weighed_in_all_parts_or_none()
    {
        var request = new LabRequest([], "", null, false, [LabTechnique.Balance], 1, new TrainingOptions());
        LabPart even = new("0", LabParts.Artists, [0, 1], [2, 3]), uneven = new("1", LabParts.Artists, [0, 1, 2], [3]);
        Assert.Equal(["0", "1"], LabPlan.Of(Set with { Parts = [even, uneven] }, [], request).Select(task => task.Part));
        Assert.Empty(LabPlan.Of(Set with { Parts = [even] }, [], request));
    }

    [Fact]
    public void Folds_by_artist_keep_artists_together_and_folds_by_chance_spread_genres()
    {
        var byArtist = LabParts.ByArtist(Set.Tracks);
        Assert.All(Set.Tracks.Select((t, i) => (t.Artist, Fold: byArtist[i])).GroupBy(t => t.Artist), g => Assert.Single(g.Select(t => t.Fold).Distinct()));
        var byChance = LabParts.ByChance(Set.Tracks, 2, 1);
        Assert.All(Set.Tracks.Select((t, i) => (t.Genre, Fold: byChance[i])).GroupBy(t => t), g => Assert.Equal(2, g.Count()));
        Assert.Equal(byChance, LabParts.ByChance(Set.Tracks, 2, 1));
        var parts = LabParts.OfFolds(byChance, LabParts.Random).ToList();
        Assert.Equal(Enumerable.Range(0, 8), parts.SelectMany(p => p.Judge).Order());
        Assert.All(parts, p => Assert.Empty(p.Train.Intersect(p.Judge)));
    }

    private static LabResult Result(string part, int seed, int[] tracks, int[] given, string method = "a", string input = LabInputs.Mel) => new(
        new LabTask("set", part, LabParts.Artists, method, input, seed), "", 1, 1, 1, [],
        tracks.Zip(given, (track, label) => new LabAnswer($"t{track}", track % 2, label == 0 ? [1, 0] : [0, 1])).ToList());
}
