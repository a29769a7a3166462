using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using Xunit;
using static MediaAnalytics.Contracts.Observations.Verdict;

namespace MediaAnalytics.Tests.Unit.Folding;

/// <summary>Each rule of docs/counting.md by name.</summary>
public sealed class SeriesRulesTests
{
    [Fact]
    public void TheFirstReadingIsTheBaseline() => Check([100], net: 100, gross: 100, [], Baseline);

    [Fact]
    public void RisesAddUp() => Check([100, 150, 150, 400], net: 400, gross: 400, [(2, 50), (4, 250)], Baseline, Rise, Unchanged, Rise);

    [Fact]
    public void ACorrectionLowersNetButNotGross() => Check([100, 110, 105, 120], net: 120, gross: 125, [(2, 10), (3, -5), (4, 15)], Baseline, Rise, Correction, Rise);

    [Fact]
    public void AnOlderValueSeenAgainIsStaleOnceTheNextValueIsBack() =>
        Check([100, 110, 100, 112], net: 112, gross: 112, [(2, 10), (4, 2)], Baseline, Rise, Stale, Rise);

    [Fact]
    public void TheValueBeforeTheLastButOneRiseIsOldToo() =>
        Check([100, 110, 120, 100, 120], net: 120, gross: 120, [(2, 10), (3, 10)], Baseline, Rise, Rise, Stale, Unchanged);

    [Fact]
    public void AnOlderValueSeenTwiceIsACorrection() =>
        Check([100, 110, 100, 100, 112], net: 112, gross: 122, [(2, 10), (3, -10), (5, 12)], Baseline, Rise, Correction, Unchanged, Rise);

    [Fact]
    public void TheLatestDoubtfulFallIsHeld() => Check([100, 110, 100], net: 100, gross: 110, [(2, 10), (3, -10)], Baseline, Rise, Held);

    [Fact]
    public void AFallToNearZeroIsHeldToo() => Check([5_000, 6_000, 7], net: 7, gross: 6_007, [(2, 1_000)], Baseline, Rise, Held);

    [Fact]
    public void AFallToNearZeroThatLastsOpensASegment() =>
        Check([5_000, 6_000, 7, 19], net: 19, gross: 6_019, [(2, 1_000), (4, 12)], Baseline, Rise, Reset, Rise);

    [Fact]
    public void AZeroReadOnceIsStale() => Check([5_000, 6_000, 0, 6_010], net: 6_010, gross: 6_010, [(2, 1_000), (4, 10)], Baseline, Rise, Stale, Rise);

    [Fact]
    public void SmallCountersDoNotReset() => Check([5, 0, 2], net: 2, gross: 7, [(2, -5), (3, 2)], Baseline, Correction, Rise);

    [Fact]
    public void ADeclaredBreakBeginsTheTotalsAnew() =>
        Check([100, 110, 900, 950], net: 950, gross: 950, [(2, 10), (4, 50)], [3], Baseline, Rise, Break, Rise);

    [Fact]
    public void AFallHeldAtABreakStands() => Check([100, 110, 100, 90], net: 90, gross: 90, [(2, 10), (3, -10)], [4], Baseline, Rise, Correction, Break);

    [Fact]
    public void ABreakBetweenReadingsThatLackTheCounterStillBreaks() =>
        Check([100, Counters.Absent, 300], net: 300, gross: 300, [], [2], Baseline, Break);

    [Fact]
    public void AnEpochBeforeTheFirstReadingBreaksNothing() => Check([100, 110], net: 110, gross: 110, [(2, 10)], [1], Baseline, Rise);

    private static void Check(long[] values, long net, long gross, (long, long)[] deltas, params Verdict[] verdicts) =>
        Check(values, net, gross, deltas, [], verdicts);

    private static void Check(long[] values, long net, long gross, (long, long)[] deltas, long[] epochs, params Verdict[] verdicts)
    {
        const int views = (int)Counter.Views;
        var history = new SeriesHistory();
        foreach ((int i, long value) in values.Index())
            history.Add(i + 1, Counters.None with { Views = value });
        var table = new EpochTable();
        foreach (long at in epochs)
            table.Add(new() { Id = Guid.NewGuid(), Platform = "youtube", Counters = [Counter.Views], At = new(at, TimeSpan.Zero), DeclaredAt = default });

        SeriesState state = SeriesState.Empty;
        var sink = new ListSink();
        SeriesExtra? extra = history.Fold(ref state, table, "youtube", ref sink);
        Assert.Equal((net, gross), (SeriesRules.Net(in state, extra, views), SeriesRules.Gross(in state, extra, views)));
        if (SeriesRules.Provisional(in state, extra, views, out long heldAt) is var provisional and not 0)
            sink.Delta(views, heldAt, provisional);
        Assert.Equal(deltas, sink.Deltas.OrderBy(delta => delta.At));
        Assert.Equal(verdicts, sink.Verdicts.OrderBy(pair => pair.Key).Select(pair => pair.Value));
        Assert.Equal(verdicts.Count(verdict => verdict == Correction), state.Corrections);
    }

    private readonly struct ListSink() : ISeriesSink
    {
        public List<(long At, long Delta)> Deltas { get; } = [];

        public Dictionary<long, Verdict> Verdicts { get; } = [];

        public void Delta(int counter, long at, long delta) => Deltas.Add((at, delta));

        public void Judge(int counter, long at, long value, Verdict verdict) => Verdicts[at] = verdict;
    }
}
