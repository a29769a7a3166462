using CsCheck;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Grains.Observations.History;
using MediaAnalytics.Storage.Facts;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;

namespace MediaAnalytics.Tests.Unit.History;

/// <summary>A long series, a reading per log entry, in whatever order: what is said of it is what folding everything again after each entry says.</summary>
public sealed class ArrivalOrderTests
{
    private const int Readings = 600;
    private static readonly long[] Values = [0, 3, 90, 100, 110, 120, 1_000, 1_500, 2_000, 50_000];

    private static readonly Gen<int[]> NewestFirst = Gen.Const(Enumerable.Range(1, Readings).Reverse().ToArray());

    private static readonly Gen<int[]> AnyOrder = Gen.Shuffle(Enumerable.Range(1, Readings).ToArray());

    /// <summary>The newer half first, then the older: each in order of observation.</summary>
    private static readonly Gen<int[]> OlderHalfLast = Gen.Const(
        Enumerable.Range(1 + (Readings / 2), Readings / 2).Concat(Enumerable.Range(1, Readings / 2)).ToArray());

    /// <summary>Every other one of the newer half, then the older half, then what lies between the former, in any order.</summary>
    private static readonly Gen<int[]> BetweenLast = AnyOrder.Select(shuffled =>
    {
        int[] between = [.. shuffled.Where(place => place > Readings / 2 && place % 2 == 0)];
        return Enumerable.Range(1, Readings).OrderBy(place => place <= Readings / 2 ? 1 : 0).Except(between).Concat(between).ToArray();
    });

    /// <summary>Per reading: views, and likes, which one reading in three reports.</summary>
    private static readonly Gen<SixLongs[]> AnyValues =
        (from views in Gen.Int[0, 9]
         from likes in Gen.Int[0, 29]
         select (SixLongs)(Counters.None with { Views = Values[views], Likes = likes < 10 ? Values[likes] : Counters.Absent })).Array[Readings];

    /// <summary>The same, where in the newer half views rest and nobody says anything of likes.</summary>
    private static readonly Gen<SixLongs[]> QuietValues = Gen.Select(AnyValues, Gen.Int[0, 9]).Select((values, rest) => values
        .Select((some, i) => i < Readings / 2 ? some : (SixLongs)(Counters.None with { Views = Values[rest] })).ToArray());

    /// <summary>The same, but what is in between in the newer half says something again.</summary>
    private static readonly Gen<SixLongs[]> QuietAtFirst = Gen.Select(AnyValues, Gen.Int[0, 9]).Select((values, rest) => values
        .Select((some, i) => i < Readings / 2 || i % 2 == 1 ? some : (SixLongs)(Counters.None with { Views = Values[rest] })).ToArray());

    [Fact]
    public void TheOrderOfArrivalChangesNothingButTheRevisions() => Gen.Select(
        Gen.OneOf(NewestFirst, AnyOrder, OlderHalfLast, BetweenLast), Gen.OneOf(AnyValues, QuietValues, QuietAtFirst), Gen.Int[1, Readings]).Sample((order, values, broken) =>
    {
        DefinitionEpoch epoch = Declared(1, "youtube", new DateTimeOffset(broken * TimeSpan.TicksPerMinute, TimeSpan.Zero), Counter.Views, Counter.Likes).Epoch;
        FactReading[] readings = [.. order.Select((place, i) => new FactReading(
            new("mv1", "youtube", "api"), place * TimeSpan.TicksPerMinute, values[place - 1], i + 1, 0, Guid.Empty, 0))];
        var inputs = new MvInputs(readings, [(0, epoch)], []);
        MvTimeline timeline = MvTimeline.Of(inputs, new SourcePrecedence([]), false, TestContext.Current.CancellationToken);
        PlatformHistory history = HistoryBuilder.Build(timeline, inputs, new() { Granularity = HistoryGranularity.None }, TimeZoneInfo.Utc)!.Single();

        (Dictionary<long, int> revisions, SeriesFindings findings) = FoldedAgainEachTime(readings, epoch);
        for (int counter = 0; counter < Counters.Count; counter++)
            Assert.Equal(findings[counter], timeline.Platforms["youtube"]["api"].Findings[counter]);
        Assert.Equal(
            findings[(int)Counter.Views].Select(finding => (finding.At, revisions[finding.At])),
            history.Buckets.Select(row => (row.From.UtcTicks, row.Revision)));
    }, iter: 120);

    private static (Dictionary<long, int> Revisions, SeriesFindings Findings) FoldedAgainEachTime(FactReading[] readings, DefinitionEpoch epoch)
    {
        var epochs = new EpochTable();
        epochs.Add(epoch);
        var known = new SortedDictionary<long, SixLongs>();
        var revisions = new Dictionary<long, int>();
        Dictionary<long, Finding[]> before = [];
        var findings = new SeriesFindings();
        foreach (FactReading reading in readings)
        {
            bool late = known.Count > 0 && reading.At < known.Keys.Last();
            known.Add(reading.At, reading.Counters);
            var walk = new SeriesWalk();
            findings = new();
            foreach ((long at, SixLongs values) in known)
                walk.Follow("youtube", at, values, epochs, findings);
            walk.Provide(findings);

            Dictionary<long, Finding[]> said = Enumerable.Range(0, Counters.Count).SelectMany(counter => findings[counter].Select(finding => (counter, finding)))
                .GroupBy(found => found.finding.At).ToDictionary(at => at.Key, at => at.OrderBy(found => found.counter).Select(found => found.finding).ToArray());
            foreach ((long at, Finding[] found) in said)
            {
                bool changed = before.TryGetValue(at, out Finding[]? stood) ? !stood.SequenceEqual(found) : late;
                revisions[at] = revisions.GetValueOrDefault(at, 1) + (changed ? 1 : 0);
            }

            before = said;
        }

        return (revisions, findings);
    }
}
