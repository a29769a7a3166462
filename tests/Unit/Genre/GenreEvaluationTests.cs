using MediaAnalytics.Analysis.Genre;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Genre;

public sealed class GenreEvaluationTests
{
    [Fact]
    public void Figures_by_hand()
    {
        var figures = GenreEvaluation.Of([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b"), ("c", "a")], ["a", "b"]);

        Assert.Equal((5, 4), (figures.N, figures.NKnown));
        Assert.Equal(0.75, figures.Accuracy);
        // F1 of a: 2·2/(3+2); of b: 2·1/(1+2); the track of unknown genre c counts nowhere.
        Assert.Equal((0.8 + (2.0 / 3)) / 2, figures.MacroF1, 1e-12);
        Assert.Equal(["c"], figures.UnknownGenres);
        Assert.Equal(2, figures.Confusion["a"]["a"]);
        Assert.Equal(1, figures.Confusion["c"]["a"]);
    }

    [Fact]
    public void The_interval_is_about_the_binomial_s()
    {
        var figures = GenreEvaluation.Of(Enumerable.Range(0, 200).Select(i => ("a", i < 140 ? "a" : "b")).ToList(), ["a", "b"]);
        Assert.InRange(figures.Interval.Low, 0.62, 0.65);
        Assert.InRange(figures.Interval.High, 0.75, 0.78);
    }

    [Fact]
    public void Nothing_known_is_no_number() => Assert.True(double.IsNaN(GenreEvaluation.Of([("x", "a")], ["a"]).Accuracy));
}
