using CsCheck;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Tests.Unit.Folding;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;
using static MediaAnalytics.Tests.Unit.History.HistoryRig;

namespace MediaAnalytics.Tests.Unit.History;

/// <summary>Over random readings, late ones, repeats, contradictions, falls and breaks: history and explanation say what the partition's fold says.</summary>
public sealed class HistoryPropertyTests
{
    private static readonly string[] Platforms = ["youtube", "vimeo"], Sources = ["api", "export"];
    private static readonly long[] Values = [0, 3, 90, 100, 110, 120, 1_000, 1_500, 2_000, 50_000];

    private static readonly Gen<LogEvent> AnyReadings = ReadingsOf(2, 2);

    private static readonly Gen<LogEvent> AnyEpoch =
        from id in Gen.Int[0, 5]
        from platform in Gen.Int[0, 1]
        from minutes in Gen.Int[0, 2_000]
        select (LogEvent)Declared(id, Platforms[platform], Now.AddMinutes(-minutes), Counter.Views);

    private static readonly Gen<LogEvent[]> AnyLog = Gen.Frequency((8, AnyReadings), (1, AnyEpoch)).Array[1, 40];

    [Fact]
    public void HistoryAndExplanationEndInWhatTheFoldSays() => Gen.Select(AnyLog, Gen.Enum<HistoryGranularity>()).Sample((events, granularity) =>
    {
        FoldRig rig = new FoldRig().Apply(events);
        PlatformHistory[] histories = Histories("mv1", rig.Log, new() { Granularity = granularity, Zone = "Europe/Berlin" });
        CounterSum[] sums = Explanation("mv1", rig.Log).Sums;
        PlatformCounters[] shown = MvDescription.Of(rig.Fold, "mv1", Now);
        Assert.Equal(shown.Select(platform => platform.Platform), histories.Select(platform => platform.Platform));
        foreach ((PlatformCounters platform, PlatformHistory history) in shown.Zip(histories))
        {
            for (Counter counter = 0; counter <= Counter.Shares; counter++)
            {
                CounterChange[] changes = [.. history.Buckets.SelectMany(bucket => bucket.Counters).Where(change => change.Counter == counter)];
                CounterSum? sum = sums.SingleOrDefault(one => one.Platform == platform.Platform && one.Counter == counter);
                Assert.Equal(platform.Net[counter], changes.Length == 0 ? Counters.Absent : changes[^1].Net);
                Assert.Equal(platform.Gross[counter], changes.Length == 0 ? Counters.Absent : changes[^1].Gross);
                Assert.Equal((platform.Net[counter], platform.Gross[counter]), (sum?.Net ?? Counters.Absent, sum?.Gross ?? Counters.Absent));
                Assert.Equal(sum is null, changes.Length == 0);
                if (sum is null)
                    continue;
                Assert.Equal((sum.Net, sum.Gross), (sum.Firsts + sum.Rises - sum.Falls - sum.Closed, sum.Firsts + sum.Rises));
                if (changes.All(change => change.Breaks == 0))
                    Assert.Equal((sum.Rises, sum.Falls), (changes.Sum(change => change.Rises), changes.Sum(change => change.Falls)));
            }

            AssertWindow(platform, rig.Log);
        }
    }, iter: 1_000);

    [Fact]
    public void AcrossEpochsIsTheHistoryWithoutThem() => AnyLog.Sample(events =>
    {
        LogEntry[] log = [.. new FoldRig().Apply(events).Log];
        LogEntry[] without = [.. log.Where((_, i) => events[i] is not LogEvent.EpochDeclared)];
        PlatformHistory[] across = Histories("mv1", log, new() { AcrossEpochs = true });
        Assert.Equivalent(
            Histories("mv1", without, new()).Select(platform => platform.Buckets), across.Select(platform => platform.Buckets), strict: true);
    }, iter: 300);

    /// <summary>What an explanation said after each log entry tells which entries changed what had been said of which instant.</summary>
    [Fact]
    public void ARevisionCountsTheEntriesThatChangedWhatHadBeenSaid() => Gen.Frequency((8, ReadingsOf(1, 1)), (1, AnyEpoch)).Array[1, 40].Sample(events =>
    {
        LogEntry[] log = [.. new FoldRig().Apply(events).Log];
        var revisions = new Dictionary<DateTimeOffset, int>();
        Dictionary<DateTimeOffset, ExplainedValue[]> before = [];
        for (int entries = 1; entries <= log.Length; entries++)
        {
            Dictionary<DateTimeOffset, ExplainedValue[]> said = Said(log.Take(entries));
            DateTimeOffset newest = before.Keys.DefaultIfEmpty().Max();
            foreach ((DateTimeOffset at, ExplainedValue[] values) in said)
            {
                bool changed = before.TryGetValue(at, out ExplainedValue[]? stood) ? !stood.SequenceEqual(values) : at < newest;
                revisions[at] = revisions.GetValueOrDefault(at, 1) + (changed ? 1 : 0);
            }

            before = said;
        }

        foreach (HistoryBucket row in Histories("mv1", log, new() { Granularity = HistoryGranularity.None }).SelectMany(platform => platform.Buckets))
            Assert.Equal(revisions[row.From], row.Revision);
    }, iter: 2_000);

    [Fact]
    public void LongSeriesRestateAsShortOnes() => Gen.Int[0, 10_000].Array[300, 400].Sample(minutes =>
    {
        // Many readings, so that walks are kept and gone on from.
        LogEvent[] events = [.. minutes.Select((minute, i) => Observed(
            "mv1", "youtube", "api", Now.AddMinutes(minute), Counters.None with { Views = Values[(minute * 7 + i) % Values.Length] }))];
        FoldRig rig = new FoldRig().Apply(events);
        var query = new HistoryQuery { Granularity = HistoryGranularity.None };
        Dictionary<DateTimeOffset, int> revisions = [];
        Dictionary<DateTimeOffset, ExplainedValue[]> before = [];
        for (int entries = events.Length - 20; entries <= events.Length; entries++)
        {
            Dictionary<DateTimeOffset, ExplainedValue[]> said = Said(rig.Log.Take(entries));
            var rows = Histories("mv1", rig.Log.Take(entries), query)[0].Buckets.ToDictionary(row => row.From, row => row.Revision);
            foreach ((DateTimeOffset at, ExplainedValue[] stood) in before)
                Assert.Equal(revisions[at] + (stood.SequenceEqual(said[at]) ? 0 : 1), rows[at]);
            (before, revisions) = (said, rows);
        }
    }, iter: 5);

    [Fact]
    public void PagesOfAnExplanationHoldEveryInputOnce() => Gen.Select(AnyLog, Gen.Int[1, 7]).Sample((events, limit) =>
    {
        IReadOnlyList<LogEntry> log = new FoldRig().Apply([Recorded("mv1", 1, "rock", true), .. events]).Log;
        MvExplanation whole = Explanation("mv1", log);
        var paged = new List<ExplainedInput>();
        bool more = true;
        while (more)
        {
            MvExplanation page = Explanation("mv1", log, paged.LastOrDefault()?.Place ?? default, limit);
            Assert.InRange(page.Inputs.Length, 1, limit);
            paged.AddRange(page.Inputs);
            more = page.More;
        }

        Assert.Equal(whole.InputCount, paged.Count);
        Assert.Equal(whole.Inputs.Select(input => input.Place), paged.Select(input => input.Place));
    }, iter: 200);

    private static Gen<LogEvent> ReadingsOf(int platforms, int sources) =>
        (from mv in Gen.Int[1, 2]
         from platform in Gen.Int[0, platforms - 1]
         from source in Gen.Int[0, sources - 1]
         from minutes in Gen.Int[0, 40]
         from views in Gen.Int[0, 9]
         from likes in Gen.Int[-1, 9]
         select Reading($"mv{mv}", Platforms[platform], Sources[source], Now.AddMinutes(-50 * minutes), Counters.None with
         {
             Views = Values[views],
             Likes = likes < 0 ? Counters.Absent : Values[likes],
         })).Array[1, 4].Select(readings => (LogEvent)Observed(readings));

    /// <summary>What an explanation says of each instant.</summary>
    private static Dictionary<DateTimeOffset, ExplainedValue[]> Said(IEnumerable<LogEntry> log) => Explanation("mv1", log).Inputs
        .Select(input => input.Reading).OfType<ExplainedReading>().GroupBy(reading => reading.ObservedAt).ToDictionary(
            at => at.Key,
            at => at.SelectMany(reading => reading.Values).Select(value => value with { Value = 0 }).Distinct().OrderBy(value => value.Counter).ToArray());

    /// <summary>The rows of the last 24 hours add up to what the window of the last day says.</summary>
    private static void AssertWindow(PlatformCounters shown, IEnumerable<LogEntry> log)
    {
        var query = new HistoryQuery { Platforms = [shown.Platform], Granularity = HistoryGranularity.Hour, From = Now.AddDays(-1).UtcTicks + 1, To = Now.UtcTicks + 1 };
        CounterChange[] changes = [.. Histories("mv1", log, query).Single().Buckets.SelectMany(bucket => bucket.Counters)];
        for (Counter counter = 0; counter <= Counter.Shares; counter++)
        {
            CounterChange[] own = [.. changes.Where(change => change.Counter == counter)];
            Assert.Equal(
                (shown.LastDay.Rises[counter], shown.LastDay.Falls[counter]), (own.Sum(change => change.Rises), own.Sum(change => change.Falls)));
        }
    }
}
