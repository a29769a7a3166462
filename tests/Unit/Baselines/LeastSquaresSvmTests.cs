using MediaAnalytics.Inference.Baselines;
using MediaAnalytics.Tests.Unit.Inference;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Baselines;

[Collection(OneTorch.Name)]
public sealed class LeastSquaresSvmTests
{
    [Fact]
    public void The_solution_satisfies_the_paper_s_linear_system()
    {
        var table = Toys.Moons(50, 1, 0.4);
        var fitted = Fit(table, 0.5, 10);
        var scale = new FeatureScale(table.Rows);
        var rows = table.Rows.Select(scale.Apply).ToArray();
        for (int label = 0; label < 2; label++)
        {
            // α = β∘y. First row: yᵀα = 0. The others: y·b + (Ω + I/γ)·α = 1.
            var y = table.Labels.Select(l => l == label ? 1.0 : -1).ToArray();
            var alpha = fitted.Weights.Skip(label * table.Count).Zip(y, (beta, sign) => beta * sign).ToArray();
            Assert.Equal(0, alpha.Zip(y, (a, sign) => a * sign).Sum(), 1e-9);
            for (int i = 0; i < rows.Length; i++)
            {
                double left = (y[i] * fitted.Offsets[label]) + (alpha[i] / fitted.Gamma);
                for (int j = 0; j < rows.Length; j++)
                    left += y[i] * y[j] * Math.Exp(-FittedLeastSquaresSvm.SquaredDistance(rows[i], rows[j]) / (2 * fitted.Width * fitted.Width)) * alpha[j];
                Assert.Equal(1, left, 1e-9);
            }
        }
    }

    [Fact]
    public void Two_clips_have_a_solution_by_hand()
    {
        // Standardised to −1 and 1, weights β and −β, no offset: β·(1 − K) + β/γ = 1.
        var fitted = Fit(FeatureTable.Of([[3], [5]], [0, 1]), 1, 4, folds: 2);
        double kernel = Math.Exp(-4 / (2 * fitted.Width * fitted.Width));
        double beta = 1 / (1 - kernel + 0.25);
        Assert.Equal((double[])[beta, -beta, -beta, beta], fitted.Weights.Select(w => Math.Round(w, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.All(fitted.Offsets, offset => Assert.Equal(0, offset, 1e-12));
    }

    [Fact]
    public void More_weight_on_errors_leaves_fewer_of_them()
    {
        var table = Toys.Moons(80, 1, 0.8);
        double Error(double gamma)
        {
            var fitted = Fit(table, 0.25, gamma);
            return Enumerable.Range(0, table.Count).Sum(i => Math.Pow(fitted.Scores(table.Rows[i])[0] - (table.Labels[i] == 0 ? 1 : -1), 2));
        }

        var errors = ((double[])[0.01, 0.1, 1, 10, 100, 1_000]).Select(Error).ToArray();
        Assert.Equal(errors.OrderDescending(), errors);
        Assert.True(errors[^1] < errors[0] / 4);
    }

    [Fact]
    public void Chooses_the_width_and_gamma_that_tell_most_clips_of_other_artists_right()
    {
        // One feature tells the artist, the other, weakly, the label: a narrow kernel learns artists by heart.
        var random = new Random(2);
        var labels = Enumerable.Range(0, 120).Select(i => i / 10 % 2).ToArray();
        var rows = labels.Select((label, i) => (float[])[i / 10 * 100, label + (2 * random.NextSingle())]).ToArray();
        var artists = labels.Select((_, i) => $"artist {i / 10}").ToArray();
        var options = new LeastSquaresSvmOptions { Widths = [0.1, 1], Gammas = [10] };
        var known = (FittedLeastSquaresSvm)new LeastSquaresSvm(options).Fit(FeatureTable.Of(rows, labels, artists), TestContext.Current.CancellationToken);
        var unknown = (FittedLeastSquaresSvm)new LeastSquaresSvm(options).Fit(FeatureTable.Of(rows, labels), TestContext.Current.CancellationToken);
        Assert.True(known.Width > unknown.Width, $"{known.Chosen}; without artists {unknown.Chosen}");
        Assert.True(unknown.InnerAccuracy > known.InnerAccuracy + 0.1, $"{known.Chosen}; without artists {unknown.Chosen}");
    }

    [Fact]
    public void Clips_that_are_all_alike_are_refused() =>
        Assert.Throws<ArgumentException>(() => new LeastSquaresSvm(new LeastSquaresSvmOptions()).Fit(FeatureTable.Of(Enumerable.Repeat((float[])[1], 10).ToArray(), [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]), TestContext.Current.CancellationToken));

    private static FittedLeastSquaresSvm Fit(FeatureTable table, double width, double gamma, int folds = 5) =>
        (FittedLeastSquaresSvm)new LeastSquaresSvm(new LeastSquaresSvmOptions { Widths = [width], Gammas = [gamma], Folds = folds }).Fit(table, TestContext.Current.CancellationToken);
}
