using CsCheck;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.EventLog;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;

namespace MediaAnalytics.Tests.Unit.Folding;

/// <summary>
/// Random interleavings of readings, late ones, repeats, contradictions, falls, breaks, relabels, withdrawals, commits and restarts: what the fold says equals
/// what it says when it folds the same log at once, and what an independent computation says.
/// </summary>
public sealed class FoldPropertyTests
{
    private static readonly string[] Platforms = ["youtube", "vimeo"], Sources = ["api", "export"], Genres = ["rock", "pop", "unknown"];
    private static readonly long[] Values = [0, 3, 90, 100, 110, 120, 1_000, 1_500, 2_000, 50_000];

    private static readonly Gen<Reading> AnyReading =
        from mv in Gen.Int[1, 3]
        from platform in Gen.Int[0, 1]
        from source in Gen.Int[0, 1]
        from minutes in Gen.Int[0, 40]
        from views in Gen.Int[0, 9]
        from likes in Gen.Int[-1, 9]
        select Reading($"mv{mv}", Platforms[platform], Sources[source], Now.AddMinutes(-50 * minutes), Counters.None with
        {
            Views = Values[views],
            Likes = likes < 0 ? Counters.Absent : Values[likes],
        });

    internal static readonly Gen<Action<FoldRig>> AnyStep = Gen.Frequency(
        (10, AnyReading.Array[1, 4].Select(readings => (Action<FoldRig>)(rig => rig.Apply(Observed(readings))))),
        (2, from mv in Gen.Int[1, 3]
            from genre in Gen.Int[0, 2]
            from withdrawn in Gen.Int[0, 3]
            select (Action<FoldRig>)(rig => rig.Apply(Recorded($"mv{mv}", rig.Log.Count + 1, Genres[genre], true, withdrawn == 0)))),
        (1, from id in Gen.Int[0, 5]
            from platform in Gen.Int[0, 1]
            from minutes in Gen.Int[0, 2_000]
            select (Action<FoldRig>)(rig => rig.Apply(Declared(id, Platforms[platform], Now.AddMinutes(-minutes), Counter.Views)))),
        (1, Gen.Const((Action<FoldRig>)(rig => rig.Commit()))),
        (1, Gen.Const((Action<FoldRig>)(rig => rig.Restart()))));

    [Fact]
    public void FoldingStepByStepEqualsFoldingAtOnce() => AnyStep.Array[1, 60].Sample(steps =>
    {
        var rig = new FoldRig();
        foreach (Action<FoldRig> step in steps)
            step(rig);
        AssertSame(rig.Rebuilt(), rig.Fold);
    }, iter: 1_000);

    [Fact]
    public void TheFoldEqualsAnIndependentComputation() => AnyStep.Array[1, 60].Sample(steps =>
    {
        var rig = new FoldRig();
        foreach (Action<FoldRig> step in steps)
            step(rig);

        LogEvent[] events = [.. rig.Log.Select(entry => LogEventCodec.Decode(entry.Payload))];
        DefinitionEpoch[] epochs = [.. events.OfType<LogEvent.EpochDeclared>().Select(declared => declared.Epoch).DistinctBy(epoch => epoch.Id)];
        Reading[] readings = [.. events.OfType<LogEvent.CountersObserved>().SelectMany(observed => observed.Readings)];
        Assert.Equal(
            readings.DistinctBy(reading => (reading.Mv, reading.Platform, reading.Source, reading.ObservedAt)).Count(), rig.Fold.Counts.Added);
        Assert.Equal(readings.Length, rig.Fold.Counts.Added + rig.Fold.Counts.Completed + rig.Fold.Counts.Duplicates + rig.Fold.Counts.Conflicts);

        foreach (string mv in readings.Select(reading => reading.Mv).Distinct())
        {
            foreach (PlatformCounters shown in MvDescription.Of(rig.Fold, mv, Now))
            {
                foreach (Counter counter in (Counter[])[Counter.Views, Counter.Likes])
                    AssertCounter(counter, shown, [.. readings.Where(r => r.Mv == mv && r.Platform == shown.Platform)], epochs);
            }
        }
    }, iter: 1_000);

    private static void AssertCounter(Counter counter, PlatformCounters shown, Reading[] readings, DefinitionEpoch[] epochs)
    {
        long[] breaks = [.. epochs.Where(epoch => epoch.Platform == shown.Platform && epoch.Counters.Contains(counter)).Select(epoch => epoch.At.UtcTicks)];
        IGrouping<string, Reading>? counting = readings.Where(reading => reading.Counters[counter] != Counters.Absent)
            .GroupBy(reading => reading.Source).OrderBy(group => group.Key, StringComparer.Ordinal).FirstOrDefault();
        (long, long)[] values = [.. (counting ?? Enumerable.Empty<Reading>()).GroupBy(reading => reading.ObservedAt.UtcTicks).OrderBy(group => group.Key)
            .Select(group => (group.Key, group.Max(reading => reading.Counters[counter])))];
        ReferenceSeries.Result? expected = ReferenceSeries.Fold(values, breaks);
        Assert.Equal(
            (expected?.Net ?? Counters.Absent, expected?.Gross ?? Counters.Absent, Window(expected, 1), Window(expected, 24)),
            (shown.Net[counter], shown.Gross[counter], Window(shown.LastHour, counter), Window(shown.LastDay, counter)));
    }

    private static (long, long) Window(ReferenceSeries.Result? result, int hours)
    {
        long[] deltas = [.. result?.Deltas.Where(delta => delta.At > Now.AddHours(-hours).UtcTicks).Select(delta => delta.Delta) ?? []];
        return (deltas.Where(delta => delta > 0).Sum(), -deltas.Where(delta => delta < 0).Sum());
    }

    private static (long, long) Window(WindowDelta delta, Counter counter) => (delta.Rises[counter], delta.Falls[counter]);

    private static void AssertSame(PartitionFold expected, PartitionFold actual)
    {
        Assert.Equal(expected.Cursor, actual.Cursor);
        Assert.Equivalent(expected.Counts, actual.Counts);
        Assert.Equal(expected.Series.Pairs, actual.Series.Pairs);
        Assert.Equal(Cells(expected), Cells(actual));
        Assert.Equivalent(CellTableBuilder.Build(expected, Now).Overview, CellTableBuilder.Build(actual, Now).Overview);
        Assert.Equal(expected.Batches.Folds, actual.Batches.Folds);
    }

    private static Dictionary<CellKey, CellSums> Cells(PartitionFold fold) =>
        CellTableBuilder.Build(fold, Now).Cells.ToDictionary(cell => cell.Key, cell => cell.Sums);
}
