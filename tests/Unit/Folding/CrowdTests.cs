using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;

namespace MediaAnalytics.Tests.Unit.Folding;

/// <summary>MVs that more platforms and sources report than any list is made for.</summary>
public sealed class CrowdTests
{
    [Theory]
    [InlineData(1, 3_000)]
    [InlineData(3_000, 1)]
    [InlineData(1_000, 3)]
    [InlineData(7, 9)]
    [InlineData(5, 13)]
    public void ManySeriesOfOneMvCountAsFewDo(int platforms, int sources)
    {
        FoldRig rig = new FoldRig().Apply(Recorded("mv1", 1, "rock", true), Recorded("mv2", 1, "rock", true));
        rig.Apply(Report(0, platforms, sources, step: 1));
        rig.Restart();

        // Every platform is known now, and gets one more source; half as many platforms come new.
        rig.Apply(Report(0, platforms, sources + 1, step: 2));
        rig.Apply(Report(platforms, platforms + (platforms / 2), sources, step: 1));
        int all = platforms + (platforms / 2);
        Assert.Equal(all + 1, rig.Fold.Series.Pairs);
        Assert.Equal(rig.Fold.Series.Pairs, Reopened(rig.Snapshot()).Series.Pairs);

        PlatformCounters[] described = MvDescription.Of(rig.Fold, "mv1", Now);
        Assert.Equal(all, described.Length);
        Assert.Equal(described.Select(counters => counters.Platform).Order(StringComparer.Ordinal), described.Select(counters => counters.Platform));
        foreach (PlatformCounters counters in described)
        {
            bool old = int.Parse(counters.Platform[1..], null) < platforms;
            Assert.Equal(old ? sources + 1 : sources, counters.Sources.Length);
            Assert.Equal(counters.Sources.Order(StringComparer.Ordinal), counters.Sources);
            Assert.Equal((old ? 200 : 100, old ? 100 : 0), (counters.Net.Views, counters.LastHour.Rises.Views));
        }

        Assert.Equal(described.Sum(counters => counters.Net.Views) + 5, rig.Total().Net.Views);
        Assert.Equal(described.Sum(counters => counters.LastDay.Rises.Views), rig.Total().LastDay.Rises.Views);
        Assert.Equal(200, MvDescription.Newest(rig.Fold, new("mv1", "p0", "s0"))!.Counters.Views);
        Assert.Null(MvDescription.Newest(rig.Fold, new("mv1", "p0", "nobody")));
        Assert.Null(MvDescription.Newest(rig.Fold, new("mv2", "p0", "s0")));
    }

    /// <summary>One reading of every source: source s0 says 100 × step, the others, which come after it by name, say more. mv2 is in between.</summary>
    private static LogEvent.CountersObserved[] Report(int from, int to, int sources, int step) =>
    [
        .. Enumerable.Range(from * sources, (to - from) * sources).Select(i => Reading(
            "mv1", $"p{i / sources}", $"s{i % sources}", Now.AddMinutes(step - 30), Counters.None with { Views = (100 * step) + (7 * (i % sources)) }))
            .Append(Reading("mv2", "elsewhere", "s", Now.AddMinutes(-1), Counters.None with { Views = 5 }))
            .Chunk(1_000).Select(chunk => Observed(chunk)),
    ];
}
