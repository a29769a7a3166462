using CsCheck;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Dissemination;
using MediaAnalytics.Grains.Observations.Folding;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Folding;

public sealed class PartitionFoldTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourcePrecedence ByName = new([]);
    private const string GoldenSnapshot =
        "4d41465301020000000101000000020003000405060708090a0b00208c108a77de0801000100000001036d7631ef017b2256657273696f6e223a"
        + "312c225469746c65223a226d7631222c225374616765223a302c224c6162656c223a7b2247656e7265223a22726f636b222c22536f7572636522"
        + "3a317d2c224465636c6172656447656e7265223a22726f636b222c225265636f676e6973656447656e7265223a6e756c6c2c2253746f7279223a"
        + "7b2248617353746f7279223a747275652c22537472756374757265223a6e756c6c2c225468656d65223a6e756c6c2c2248617343686172616374"
        + "657273223a6e756c6c2c2242617365644f6e5265616c4576656e7473223a6e756c6c2c22536f6e674f726967696e223a6e756c6c7d7d0107796f"
        + "757475626501036170690180c0b084a1f19def080101d8040e0101c3d815985b12c376";

    private static readonly Gen<LogEvent> AnyEvent = Gen.OneOf<LogEvent>(
        from mv in Gen.Int[1, 4]
        from version in Gen.Long[1, 5]
        from genre in OneOf("rock", "pop", null!)
        from story in Gen.Bool
        select Recorded($"mv{mv}", version, genre, story),
        from mv in Gen.Int[1, 4]
        from platform in OneOf("youtube", "vimeo")
        from source in OneOf("api", "export")
        from minutes in Gen.Int[0, 3_000]
        from views in Gen.Long[0, 1_000]
        select Observed($"mv{mv}", platform, source, Now.AddMinutes(-minutes), Counters.None with { Views = views, Likes = views / 3 }));

    [Fact]
    public void ReadingsOfAnUncataloguedMvCountOnceItIsCatalogued()
    {
        PartitionFold fold = Fold(Observed("mv1", "youtube", "api", Now.AddHours(-2), Counters.None with { Views = 70 }));
        Assert.Equal(0, Total(fold).Net.Views);
        Assert.Equal(1, fold.UncataloguedReadings);

        fold.Apply(Recorded("mv1", 1, "rock", true));
        Assert.Equal(70, Total(fold).Net.Views);
        Assert.Equal(0, fold.UncataloguedReadings);
    }

    [Fact]
    public void ARelabelMovesAllCountsAtOnce()
    {
        PartitionFold fold = Fold(
            Recorded("mv1", 1, "rock", true), Observed("mv1", "youtube", "api", Now.AddHours(-2), Counters.None with { Views = 70 }));
        fold.Apply(Recorded("mv1", 2, "pop", true));
        DisseminationAnswer answer = Ask(fold, Dimension.Genre);
        DisseminationRow row = Assert.Single(answer.Rows);
        Assert.Equal("pop", row.Key[0]);
        Assert.Equal(70, row.Sums.Net.Views);
    }

    [Fact]
    public void AnOlderVersionChangesNothing()
    {
        PartitionFold fold = Fold(Recorded("mv1", 2, "pop", true));
        fold.Apply(Recorded("mv1", 1, "rock", true));
        Assert.Equal("pop", Assert.Single(Ask(fold, Dimension.Genre).Rows).Key[0]);
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
        var ownerFirst = new PartitionFold(new SourcePrecedence(["owner"]));
        foreach (LogEvent logEvent in events)
            ownerFirst.Apply(logEvent);
        Assert.Equal((100L, 9L), (Total(ownerFirst).Net.Views, Total(ownerFirst).Net.Likes));
        Assert.Equal(999, Total(Fold(events)).Net.Views);
    }

    [Fact]
    public void RatesPairOnlyRowsThatReportBoth()
    {
        PartitionFold fold = Fold(
            Recorded("mv1", 1, "rock", true),
            Observed("mv1", "youtube", "api", Now, Counters.None with { Impressions = 1_000, Clicks = 50 }),
            Observed("mv1", "vimeo", "api", Now, Counters.None with { Clicks = 70 }));
        CellSums total = Total(fold);
        Assert.Equal((50L, 1_000L, 120L), (total.PairedClicks, total.PairedImpressions, total.Net.Clicks));
    }

    [Fact]
    public void MvsCountOnceExceptByPlatform()
    {
        PartitionFold fold = Fold(
            Recorded("mv1", 1, "rock", true),
            Recorded("mv2", 1, "rock", false),
            Observed("mv1", "youtube", "api", Now, Counters.None with { Views = 1 }),
            Observed("mv1", "vimeo", "api", Now, Counters.None with { Views = 1 }));
        Assert.Equal(2, Assert.Single(Ask(fold, Dimension.Genre).Rows).Sums.Mvs);
        DisseminationAnswer byPlatform = Ask(fold, Dimension.Platform);
        Assert.All(byPlatform.Rows, row => Assert.Equal(1, row.Sums.Mvs));
        Assert.Equal(2, byPlatform.Total.Mvs);
    }

    [Fact]
    public void ABatchRemembersItsDuplicates()
    {
        var header = new BatchHeader(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Now, 2, 0);
        Reading reading = new() { Mv = "mv1", Platform = "youtube", Source = "api", ObservedAt = Now, Counters = Counters.None with { Views = 5 } };
        PartitionFold fold = Fold(new LogEvent.CountersObserved(header, [reading, reading]));
        Assert.Equal((2, 1), (fold.Batches.Find(header.Id)!.Folded, fold.Batches.Find(header.Id)!.Duplicates));
    }

    [Fact]
    public void ASnapshotAnywhereChangesNothing() => Gen.Select(AnyEvent.Array[0, 40], Gen.Int[0, 40]).Sample((events, at) =>
    {
        int cut = Math.Min(at, events.Length);
        PartitionFold straight = Fold(events);
        PartitionFold resumed = FoldSnapshot.Read(FoldSnapshot.Write(Fold(events[..cut])), ByName);
        foreach (LogEvent logEvent in events[cut..])
            resumed.Apply(logEvent);
        AssertSame(straight, resumed);
    });

    [Fact]
    public void CatalogueAndCountersMayComeInAnyOrder() => AnyEvent.Array[1, 40].Sample(events =>
    {
        // Per MV and version one record: two different records of one version do not happen.
        LogEvent[] consistent = [.. events.DistinctBy(logEvent => logEvent is LogEvent.MvRecorded recorded
            ? (recorded.Record.Entry.Id, recorded.Record.Version)
            : (object)logEvent)];
        PartitionFold first = Fold(consistent);
        PartitionFold last = Fold([.. consistent.OrderBy(logEvent => logEvent is LogEvent.MvRecorded)]);
        Assert.Equivalent(Ask(first, Dimension.Genre, Dimension.Platform).Rows, Ask(last, Dimension.Genre, Dimension.Platform).Rows);
    });

    [Fact]
    public void TheSnapshotsBytesAreFixed()
    {
        PartitionFold fold = Fold(
            Recorded("mv1", 1, "rock", true), Observed("mv1", "youtube", "api", Now, Counters.None with { Views = 300, Likes = 7 }));
        string hex = Convert.ToHexStringLower(FoldSnapshot.Write(fold));
        Assert.True(hex == GoldenSnapshot, hex);
        AssertSame(fold, FoldSnapshot.Read(Convert.FromHexString(GoldenSnapshot), ByName));
    }

    [Fact]
    public void ADamagedSnapshotIsRefused()
    {
        byte[] bytes = FoldSnapshot.Write(Fold(Recorded("mv1", 1, "rock", true)));
        bytes[bytes.Length / 2] ^= 1;
        Assert.Throws<InvalidDataException>(() => FoldSnapshot.Read(bytes, ByName));
        Assert.Throws<InvalidDataException>(() => FoldSnapshot.Read(bytes[..5], ByName));
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void AssertSame(PartitionFold expected, PartitionFold actual)
    {
        Assert.Equal(expected.Cursor, actual.Cursor);
        Assert.Equal(
            (expected.Readings, expected.Duplicates, expected.Conflicts, expected.Mvs, expected.PlatformRows, expected.UncataloguedReadings),
            (actual.Readings, actual.Duplicates, actual.Conflicts, actual.Mvs, actual.PlatformRows, actual.UncataloguedReadings));
        Assert.Equal(
            CellTableBuilder.Build(expected, Now).Cells.ToDictionary(cell => cell.Key, cell => cell.Sums),
            CellTableBuilder.Build(actual, Now).Cells.ToDictionary(cell => cell.Key, cell => cell.Sums));
        Assert.Equal(expected.Batches.Folds, actual.Batches.Folds);
    }

    private static CellSums Total(PartitionFold fold) => Ask(fold).Total;

    private static DisseminationAnswer Ask(PartitionFold fold, params Dimension[] by)
    {
        (Cell[] cells, Overview overview) = CellTableBuilder.Build(fold, Now);
        return CellQuery.Answer(new(by, []), [new CellTable(0, 1, 1, fold.Cursor, Now, cells, overview)], 1);
    }

    private static PartitionFold Fold(params LogEvent[] events)
    {
        var fold = new PartitionFold(ByName);
        foreach (LogEvent logEvent in events)
            fold.Apply(logEvent);
        return fold;
    }

    private static LogEvent.MvRecorded Recorded(string mv, long version, string? genre, bool story) => new(new MvRecord
    {
        Entry = new() { Id = mv, Title = mv, DeclaredGenre = genre, Story = new() { HasStory = story } },
        Version = version,
        Posterior = version == 3 ? new GenrePosterior("m", ["jazz", "rock"], [600_000, 400_000]) : null,
    });

    private static LogEvent.CountersObserved Observed(string mv, string platform, string source, DateTimeOffset at, Counters counters) => new(
        new BatchHeader(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), Now, 1, 0),
        [new() { Mv = mv, Platform = platform, Source = source, ObservedAt = at, Counters = counters }]);
}
