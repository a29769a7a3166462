using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Grains.Catalogue;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Catalogue;

public sealed class TrackConsensusTests
{
    [Fact]
    public void WithoutAPosteriorThereIsNone() => Assert.Equal((null, 0), TrackConsensus.Of([new("mv", 1, "MV", null)]));

    [Fact]
    public void TheModelThatWasOrderedLastCountsWhateverItsName() =>
        Assert.Equal(("a", 1), Of(new("z", 0), new("z", 0), new("a", 1)));

    [Fact]
    public void UnderOneOrderTheModelOfMostMvsCounts() => Assert.Equal(("a", 2), Of(new("a", 0), new("z", 0), new("a", 0)));

    [Fact]
    public void OfAsManyTheLastByNameCounts() => Assert.Equal(("z", 1), Of(new("z", 0), new("a", 0)));

    private static (string Model, int Count) Of(params Scored[] mvs)
    {
        var (consensus, count) = TrackConsensus.Of([.. mvs.Select(static (mv, i) => new MvLink($"mv{i}", 1, "MV", new(mv.Model, ["pop", "rock"], [600_000, 400_000]), mv.Order))]);
        return (consensus!.Model, count);
    }

    private sealed record Scored(string Model, long Order);
}
