using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Grains.Observations.History;
using MediaAnalytics.Tests.Unit.Folding;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;
using static MediaAnalytics.Tests.Unit.History.HistoryRig;

namespace MediaAnalytics.Tests.Unit.History;

public sealed class HistoryTests
{
    private static readonly DateTimeOffset Day = new(2026, 2, 10, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void ALateReadingRestatesItsDayAndTheNextReadingsDay()
    {
        FoldRig rig = new FoldRig().Apply(Views(0, 100), Views(1, 150), Views(4, 400), Views(5, 450));
        Assert.Equal([1, 1, 1, 1], Days(rig).Select(row => row.Revision));

        rig.Apply(Views(2, 300));
        Assert.Equal([(0, 1, 0), (1, 1, 50), (2, 2, 150), (4, 2, 100), (5, 1, 50)], Days(rig).Select(row => ((row.From - Day).Days, row.Revision, (int)Only(row).Rises)));
    }

    [Fact]
    public void TwoLateReadingsOfOneEntryRestateOnce()
    {
        FoldRig rig = new FoldRig().Apply(Views(0, 100), Views(4, 400));
        rig.Apply(Observed(Reading(Day.AddDays(1), 200), Reading(Day.AddDays(1).AddHours(1), 210)));
        Assert.Equal([1, 2, 2], Days(rig).Select(row => row.Revision));
    }

    [Fact]
    public void ADuplicateAndASmallerContradictionRestateNothing()
    {
        FoldRig rig = new FoldRig().Apply(Views(0, 100), Views(1, 150), Views(1, 150), Views(1, 120));
        Assert.Equal([1, 1], Days(rig).Select(row => row.Revision));
        rig.Apply(Views(1, 160));
        Assert.Equal([1, 2], Days(rig).Select(row => row.Revision));
    }

    [Fact]
    public void AHeldFallIsProvisionalUntilTheNextReadingDecides()
    {
        FoldRig rig = new FoldRig().Apply(Views(0, 100), Views(1, 150), Views(2, 100));
        CounterChange held = Only(Days(rig)[2]);
        Assert.Equal((true, 50L, 1, 100L), (held.Provisional, held.Falls, held.Corrections, held.Net));

        rig.Apply(Views(3, 170));
        HistoryBucket decided = Days(rig)[2];
        Assert.Equal((2, false, 0L, 1, 150L), (decided.Revision, Only(decided).Provisional, Only(decided).Falls, Only(decided).Stale, Only(decided).Net));
    }

    [Fact]
    public void ASourceThatTakesPrecedenceRestatesWhatTheOtherSaid()
    {
        FoldRig rig = new FoldRig().Apply(Views(0, 100, "crawler"), Views(1, 150, "crawler"), Views(1, 990, "api"), Views(2, 1_000, "api"));
        PlatformHistory history = Histories("mv1", rig.Log, new()).Single();
        Assert.Equal([new CountedSource(Counter.Views, "api")], history.Counted);
        Assert.Equal([(1, 2, 990L), (2, 1, 1_000L)], history.Buckets.Select(row => ((row.From - Day).Days, row.Revision, Only(row).Net)));
    }

    [Fact]
    public void ARangeCutsItsFirstAndLastRow()
    {
        FoldRig rig = new FoldRig().Apply(Views(0, 100), Views(1, 150), Views(2, 170), Views(3, 180));
        HistoryBucket[] rows = Days(rig, new() { From = Day.AddDays(1).UtcTicks, To = Day.AddDays(2).AddHours(1).UtcTicks });
        Assert.Equal([(Day.AddDays(1), Day.AddDays(2)), (Day.AddDays(2), Day.AddDays(2).AddHours(1))], rows.Select(row => (row.From, row.To)));
        Assert.Equal([(50L, 150L), (20L, 170L)], rows.Select(row => (Only(row).Rises, Only(row).Net)));
        Assert.Empty(Days(rig, new() { From = Day.AddDays(1).UtcTicks + 1, To = Day.AddDays(2).UtcTicks }));
    }

    [Fact]
    public void TooManyRowsAreRefusedOverAllPlatforms()
    {
        FoldRig rig = new FoldRig().Apply(Views(0, 100), Views(1, 150), Observed("mv1", "vimeo", "api", Day, Counters.None with { Likes = 1 }));
        MvInputs inputs = Inputs("mv1", rig.Log);
        MvTimeline timeline = MvTimeline.Of(inputs, new SourcePrecedence([]), false, TestContext.Current.CancellationToken);
        Assert.NotNull(HistoryBuilder.Build(timeline, inputs, new(), TimeZoneInfo.Utc, 3));
        Assert.Null(HistoryBuilder.Build(timeline, inputs, new(), TimeZoneInfo.Utc, 2));
        Assert.NotNull(HistoryBuilder.Build(timeline, inputs, new() { Platforms = ["youtube"] }, TimeZoneInfo.Utc, 2));
    }

    [Fact]
    public void SumsOfAHistoryStopAtTheEndOfSixtyFourBits()
    {
        // By fives: a rise, a correction, a rise, a reset, a rise.
        const long most = 1_000_000_000_000_000;
        long[] views = [most - 1, most / 50, most - 2, 1, most / 2];
        FoldRig rig = new FoldRig().Apply(Enumerable.Range(0, 60).Select(entry => Observed([.. Enumerable.Range(0, 1_000).Select(i => Reading(
            Day.AddSeconds((1_000 * entry) + i), views[i % 5]))])));

        CounterChange day = Only(Assert.Single(Days(rig)));
        CounterSum sum = Assert.Single(Explanation("mv1", rig.Log).Sums);
        Assert.Equal((long.MaxValue, long.MaxValue, most / 2, long.MaxValue), (day.Rises, day.Falls, day.Net, day.Gross));
        Assert.Equal((12_000, 12_000), (day.Corrections, day.Resets));
        Assert.Equal((long.MaxValue, long.MaxValue, long.MaxValue), (sum.Rises, sum.Falls, sum.Closed));
        Assert.Equal((12_001, most / 2, long.MaxValue), (sum.Segments, sum.Net, sum.Gross));
        PlatformCounters shown = Assert.Single(MvDescription.Of(rig.Fold, "mv1", Now));
        Assert.Equal((sum.Net, sum.Gross), (shown.Net.Views, shown.Gross.Views));
    }

    [Fact]
    public void AnExplanationListsReadingsRecordsAndEpochsWithWhatBecameOfThem()
    {
        FoldRig rig = new FoldRig().Apply(
            Recorded("mv1", 1, "rock", true), Views(0, 5_000), Views(2, 6_000), Views(1, 5_500), Views(1, 5_400), Recorded("mv1", 2, "pop", true, withdrawn: true),
            Views(3, 7), Declared(1, "youtube", Day.AddDays(4), Counter.Views), Declared(2, "vimeo", Day, Counter.Views), Views(4, 50), Recorded("mv2", 1, "rock", true),
            Recorded("mv1", 1, "rock", true));
        MvExplanation explanation = Explanation("mv1", rig.Log);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 10, 12], explanation.Inputs.Select(input => input.Place.Offset));
        ExplainedReading[] readings = [.. explanation.Inputs.Select(input => input.Reading).OfType<ExplainedReading>()];
        Assert.Equal(
            [
                (AddOutcome.Added, false, Verdict.Baseline, 0L), (AddOutcome.Added, false, Verdict.Rise, 500L), (AddOutcome.Added, true, Verdict.Rise, 500L),
                (AddOutcome.Conflict, true, Verdict.Rise, 500L), (AddOutcome.Added, false, Verdict.Reset, 0L), (AddOutcome.Added, false, Verdict.Break, 0L),
            ],
            readings.Select(reading => (reading.Outcome, reading.Late, reading.Values[0].Verdict, reading.Values[0].Delta)));
        Assert.Equal((5_400L, 5_500L), (readings[3].Values[0].Value, readings[3].Values[0].Standing));
        ExplainedRecord[] records = [.. explanation.Inputs.Select(input => input.Record).OfType<ExplainedRecord>()];
        Assert.Equal([true, true, false], records.Select(record => record.Stands));
        Assert.Contains(new RecordChange("story.hasStory", null, "true"), records[0].Changes);
        Assert.Equal(["genre", "declaredGenre", "withdrawnAt"], records[1].Changes.Select(change => change.Field));
        Assert.Equal(("rock", "pop"), (records[1].Changes[0].Before, records[1].Changes[0].After));
        CounterSum sum = Assert.Single(explanation.Sums);
        Assert.Equal((Day.AddDays(4), 1, 50L, 0L, 50L), (sum.Since, sum.Segments, sum.Firsts, sum.Rises, sum.Net));
    }

    private static LogEvent.CountersObserved Views(int day, long views, string source = "api") =>
        Observed("mv1", "youtube", source, Day.AddDays(day), Counters.None with { Views = views });

    private static Reading Reading(DateTimeOffset at, long views) => FoldRig.Reading("mv1", "youtube", "api", at, Counters.None with { Views = views });

    private static HistoryBucket[] Days(FoldRig rig, HistoryQuery? query = null) => Histories("mv1", rig.Log, query ?? new()).Single().Buckets;

    private static CounterChange Only(HistoryBucket bucket) => Assert.Single(bucket.Counters);
}
