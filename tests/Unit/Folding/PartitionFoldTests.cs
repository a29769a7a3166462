using System.IO.Hashing;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage.EventLog;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;

namespace MediaAnalytics.Tests.Unit.Folding;

public sealed class PartitionFoldTests
{
    private const string GoldenSnapshot = "c162af0c0915932a3f5da120b734c494";

    [Fact]
    public void ReadingsOfAnUncataloguedMvCountOnceItIsCatalogued()
    {
        FoldRig rig = new FoldRig().Apply(Observed("mv1", "youtube", "api", Now.AddHours(-2), Counters.None with { Views = 70 }));
        Assert.Equal(0, rig.Total().Net.Views);
        Assert.Equal(1, rig.Fold.Counts.Uncatalogued);

        rig.Apply(Recorded("mv1", 1, "rock", true));
        Assert.Equal(70, rig.Total().Net.Views);
        Assert.Equal(0, rig.Fold.Counts.Uncatalogued);
    }

    [Fact]
    public void ARelabelMovesAllCountsAtOnce()
    {
        FoldRig rig = new FoldRig().Apply(
            Recorded("mv1", 1, "rock", true), Observed("mv1", "youtube", "api", Now.AddHours(-2), Counters.None with { Views = 70 }));
        rig.Apply(Recorded("mv1", 2, "pop", true));
        DisseminationAnswer answer = rig.Ask(Dimension.Genre);
        DisseminationRow row = Assert.Single(answer.Rows);
        Assert.Equal("pop", row.Key[0]);
        Assert.Equal(70, row.Sums.Net.Views);
    }

    [Fact]
    public void AnOlderVersionChangesNothing()
    {
        FoldRig rig = new FoldRig().Apply(Recorded("mv1", 2, "pop", true));
        rig.Apply(Recorded("mv1", 1, "rock", true));
        Assert.Equal("pop", Assert.Single(rig.Ask(Dimension.Genre).Rows).Key[0]);
    }

    [Fact]
    public void OneSourcePerCounterCountsByPrecedence()
    {
        LogEvent[] events =
        [
            Recorded("mv1", 1, "rock", true),
            Observed("mv1", "youtube", "crawler", Now.AddHours(-1), Counters.None with { Views = 999, Likes = 9 }),
            Observed("mv1", "youtube", "owner", Now.AddHours(-2), Counters.None with { Views = 100 }),
        ];
        CellSums ownerFirst = new FoldRig("owner").Apply(events).Total();
        Assert.Equal((100L, 9L), (ownerFirst.Net.Views, ownerFirst.Net.Likes));
        Assert.Equal(999, new FoldRig().Apply(events).Total().Net.Views);
    }

    [Fact]
    public void RatesPairOnlyRowsThatReportBoth()
    {
        FoldRig rig = new FoldRig().Apply(
            Recorded("mv1", 1, "rock", true),
            Observed("mv1", "youtube", "api", Now, Counters.None with { Impressions = 1_000, Clicks = 50 }),
            Observed("mv1", "vimeo", "api", Now, Counters.None with { Clicks = 70 }));
        CellSums total = rig.Total();
        Assert.Equal((50L, 1_000L, 120L), (total.PairedClicks, total.PairedImpressions, total.Net.Clicks));
    }

    [Fact]
    public void MvsCountOnceExceptByPlatform()
    {
        FoldRig rig = new FoldRig().Apply(
            Recorded("mv1", 1, "rock", true),
            Recorded("mv2", 1, "rock", false),
            Observed("mv1", "youtube", "api", Now, Counters.None with { Views = 1 }),
            Observed("mv1", "vimeo", "api", Now, Counters.None with { Views = 1 }));
        Assert.Equal(2, Assert.Single(rig.Ask(Dimension.Genre).Rows).Sums.Mvs);
        DisseminationAnswer byPlatform = rig.Ask(Dimension.Platform);
        Assert.All(byPlatform.Rows, row => Assert.Equal(1, row.Sums.Mvs));
        Assert.Equal(2, byPlatform.Total.Mvs);
    }

    [Fact]
    public void ABatchRemembersItsDuplicates()
    {
        var header = new BatchHeader(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Now, 2, 0);
        Reading reading = new() { Mv = "mv1", Platform = "youtube", Source = "api", ObservedAt = Now, Counters = Counters.None with { Views = 5 } };
        FoldRig rig = new FoldRig().Apply(new LogEvent.CountersObserved(header, [reading, reading]));
        Assert.Equal((2, 1), (rig.Fold.Batches.Find(header.Id)!.Folded, rig.Fold.Batches.Find(header.Id)!.Duplicates));
    }

    [Fact]
    public void TheSnapshotsBytesAreFixed()
    {
        FoldRig rig = new FoldRig().Apply(
            Recorded("mv1", 1, "rock", true), Observed("mv1", "youtube", "api", Now, Counters.None with { Views = 300, Likes = 7 }));
        string hash = Convert.ToHexStringLower(XxHash128.Hash(rig.Snapshot()));
        Assert.Equal(GoldenSnapshot, hash);
        Assert.Equal(rig.Snapshot(), Snapshot(FoldRig.Reopened(rig.Snapshot())));
    }

    [Fact]
    public void ADamagedSnapshotIsRefused()
    {
        byte[] bytes = new FoldRig().Apply(Recorded("mv1", 1, "rock", true)).Snapshot();
        byte[] flipped = [.. bytes];
        flipped[bytes.Length / 2] ^= 1;
        Assert.Throws<InvalidDataException>(() => SnapshotReader.Check(new MemoryStream(flipped)));
        Assert.Throws<InvalidDataException>(() => SnapshotReader.Check(new MemoryStream(bytes[..^1])));
        Assert.Throws<InvalidDataException>(() => SnapshotReader.Check(new MemoryStream(bytes[..5])));
        SnapshotReader.Check(new MemoryStream(bytes));
    }

    [Fact]
    public void AWithdrawnMvLeavesEveryAnswerAndComesBackWhole()
    {
        FoldRig rig = new FoldRig().Apply(
            Recorded("mv1", 1, "rock", true), Observed("mv1", "youtube", "api", Now.AddHours(-2), Counters.None with { Views = 70 }));
        rig.Apply(Recorded("mv1", 2, "rock", true, withdrawn: true));
        Assert.Equal((0L, 0L, 1L), (rig.Total().Net.Views, rig.Total().Mvs, rig.Fold.Counts.Uncatalogued));
        rig.Apply(Observed("mv1", "youtube", "api", Now.AddHours(-1), Counters.None with { Views = 90 }), Recorded("mv1", 3, "rock", true));
        Assert.Equal((90L, 1L, 0L), (rig.Total().Net.Views, rig.Total().Mvs, rig.Fold.Counts.Uncatalogued));
        Assert.Equal(20, rig.Total().LastDay.Rises.Views);
    }

    [Fact]
    public void ReadingsThatWaitAreCountedUntilTheyAreFolded()
    {
        var fold = new PartitionFold(new([]));
        LogEntry[] entries = [.. new[] { 0, -1, -2 }.Select((hours, i) => new LogEntry(
            i + 1, LogEventCodec.Encode(Observed("mv1", "youtube", "api", Now.AddHours(hours), Counters.None with { Views = 70 + hours }))))];
        foreach (LogEntry entry in entries)
            fold.Apply(in entry);
        Assert.Equal((2, 3, 1), (fold.Late.Readings, fold.Counts.ReadingsIn, fold.Counts.Added));
        fold.Put(fold.Refold(fold.Late.Some(10), [], entries));
        Assert.Equal((0, 3), (fold.Late.Readings, fold.Counts.Added));
    }

    [Fact]
    public void FoldingAgainChangesNothingUntilItIsPutInItsPlace()
    {
        var fold = new PartitionFold(new([]));
        LogEntry[] entries = [.. new[] { (0, 70), (-2, 50), (-1, 60) }.Select((reading, i) => new LogEntry(
            i + 1, LogEventCodec.Encode(Observed("mv1", "youtube", "api", Now.AddHours(reading.Item1), Counters.None with { Views = reading.Item2 }))))];
        foreach (LogEntry entry in entries)
            fold.Apply(in entry);
        (long, int, long, long) before = Seen();
        Refolded refolded = fold.Refold(fold.Late.Some(10), [], entries);
        Assert.Equal(before, Seen());
        fold.Put(refolded);
        Assert.Equal((70, 0, 3, 20), Seen());

        (long, int, long, long) Seen()
        {
            PlatformCounters shown = MvDescription.Of(fold, "mv1", Now)[0];
            return (shown.Net.Views, (int)fold.Late.Readings, fold.Counts.Added, shown.LastDay.Rises.Views);
        }
    }

    [Fact]
    public void WindowsSayWhereTheyReachBackLessThanADay()
    {
        var fold = new PartitionFold(new([]));
        Assert.Null(CellTableBuilder.Build(fold, Now).WindowsSince);

        // A clock that ran ahead by two days had deltas dropped that the windows of today need.
        fold.Recent.Prune(Now.AddDays(2).UtcTicks);
        Assert.Equal(Now.AddDays(2).AddHours(-25), CellTableBuilder.Build(fold, Now).WindowsSince);
        Assert.Null(CellTableBuilder.Build(fold, Now.AddDays(3)).WindowsSince);
    }

    [Fact]
    public void AnMvsWindowsSayWhereTheyReachBackLessThanADay()
    {
        FoldRig rig = new FoldRig().Apply(Observed("mv1", "youtube", "api", Now.AddHours(-2), Counters.None with { Views = 70 }));
        Assert.Null(Assert.Single(MvDescription.Of(rig.Fold, "mv1", Now)).WindowsSince);

        rig.Fold.Recent.Prune(Now.AddHours(23).UtcTicks);
        Assert.Equal(Now.AddHours(-2), Assert.Single(MvDescription.Of(rig.Fold, "mv1", Now)).WindowsSince);
        Assert.Null(Assert.Single(MvDescription.Of(rig.Fold, "mv1", Now.AddHours(22))).WindowsSince);
    }

    [Fact]
    public void WindowsKeepTheNewestDeltasWhereThereAreTooMany()
    {
        var recent = new RecentDeltas(1_000);
        for (int minute = 1_500; minute >= 1; minute--)
            recent.Add(new() { At = Now.AddMinutes(-minute).UtcTicks });
        Assert.InRange(recent.Rows.Count, 750, 1_000);
        Assert.Equal(Enumerable.Range(0, recent.Rows.Count).Min(i => recent.Rows[i].At), recent.Floor + TimeSpan.TicksPerMinute);
    }

    [Fact]
    public void TotalsStopAtTheEndOfSixtyFourBits()
    {
        const long largest = 1_000_000_000_000_000;
        FoldRig rig = new FoldRig().Apply(Recorded("mv1", 1, "rock", true));
        rig.Apply(Enumerable.Range(0, 40).Select(entry => Observed([.. Enumerable.Range(0, 1_000).Select(i => Reading(
            "mv1", "youtube", "api", Now.AddSeconds((1_000 * entry) + i - 50_000), Counters.None with { Views = i % 2 == 0 ? largest : (largest / 2) - (1_000 * entry) - i }))])));
        Assert.Equal(((largest / 2) - 39_999, long.MaxValue), (rig.Total().Net.Views, rig.Total().Gross.Views));
        Assert.Equal(long.MaxValue, (rig.Total() + rig.Total()).Gross.Views);
        Assert.Equal(long.MinValue, Saturating.Add(long.MinValue, -1));
    }

    [Fact]
    public void AFileWithItsNewestReadingsFirstFoldsAsAnyOther()
    {
        Reading[] oldestFirst = [.. Enumerable.Range(0, 60_000).Select(i => Reading(
            "mv1", "youtube", "api", Now.AddSeconds(i - 70_000), Counters.None with { Views = 10 * i }))];
        FoldRig rig = new FoldRig().Apply(Recorded("mv1", 1, "rock", true));
        foreach (Reading[] batch in oldestFirst.Reverse().Chunk(20_000))
            rig.Apply(Observed(batch));
        Assert.Equal((599_990L, 599_990L, 60_000L), (rig.Total().Net.Views, rig.Total().Gross.Views, rig.Fold.Counts.Added));
        Assert.Equal(599_990, rig.Total().LastDay.Rises.Views);
    }

    private static byte[] Snapshot(PartitionFold fold)
    {
        using var memory = new MemoryStream();
        FoldSnapshot.Write(fold, memory);
        return memory.ToArray();
    }
}
