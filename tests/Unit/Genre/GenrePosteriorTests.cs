using CsCheck;
using MediaAnalytics.Analysis.Genre;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Genre;

public sealed class GenrePosteriorTests
{
    private static readonly Gen<double[][]> Tiles = Gen.Int[2, 12].SelectMany(labels => Gen.Double[-60, 0].Array[labels].Array[1, 9]);

    [Fact]
    public void The_parts_sum_to_a_million_and_keep_the_order() => Tiles.Sample(tiles =>
    {
        var score = GenrePosterior.FromTiles(tiles);
        var mean = Enumerable.Range(0, tiles[0].Length).Select(l => tiles.Average(t => t[l])).ToArray();
        return score.PartsPerMillion.Sum() == 1_000_000 && score.PartsPerMillion.All(p => p >= 0) && score.Tiles == tiles.Length
            && Enumerable.Range(0, mean.Length).All(a => Enumerable.Range(0, mean.Length).All(b => mean[a] < mean[b] + 1e-9 || score.PartsPerMillion[a] >= score.PartsPerMillion[b]));
    });

    [Fact]
    public void A_part_is_within_one_of_its_share() => Gen.Double[0, 1].Array[2, 20].Where(w => w.Sum() > 0.001).Sample(weights =>
    {
        var parts = GenrePosterior.Round(weights);
        double sum = weights.Sum();
        return parts.Zip(weights).All(p => Math.Abs(p.First - (p.Second / sum * 1_000_000)) < 1.000001);
    });

    [Fact]
    public void The_tiles_order_does_not_matter() => Tiles.Sample(tiles =>
        GenrePosterior.FromTiles(tiles).PartsPerMillion.Zip(GenrePosterior.FromTiles(tiles.Reverse().ToArray()).PartsPerMillion).All(p => Math.Abs(p.First - p.Second) <= 1));

    [Fact]
    public void Of_equal_remainders_the_first_is_rounded_up() => Assert.Equal([333_334, 333_333, 333_333], GenrePosterior.Round([1, 1, 1]));

    [Fact]
    public void A_mean_of_log_probabilities()
    {
        // Geometric means 0.4 and 0.1 of (0.8, 0.2) and (0.2, 0.05), renormalised.
        var score = GenrePosterior.FromTiles([[Math.Log(0.8), Math.Log(0.2)], [Math.Log(0.2), Math.Log(0.05)]]);
        Assert.Equal([800_000, 200_000], score.PartsPerMillion);
        Assert.Equal(0, score.Best);
    }

    [Fact]
    public void No_tile_and_no_number_are_refused()
    {
        Assert.Throws<ArgumentException>(() => GenrePosterior.FromTiles([]));
        Assert.Throws<ArgumentException>(() => GenrePosterior.FromTiles([[double.NaN, double.NaN]]));
    }
}
