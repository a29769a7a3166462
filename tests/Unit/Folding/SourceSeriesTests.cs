using CsCheck;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Folding;

public sealed class SourceSeriesTests
{
    private static readonly Gen<StoredReading> AnyReading =
        from at in Gen.Long[1, 40]
        from views in Gen.Long[-1, 100]
        from likes in Gen.Long[0, 100]
        select new StoredReading(at, Counters.None with { Views = views, Likes = likes });

    [Fact]
    public void FirstReadingIsTheBaselineAndRisesAddUp()
    {
        SourceSeries series = Views((1, 100), (2, 150), (3, 400));
        Assert.Equal(400, series.Net.Views);
        Assert.Equal(400, series.Gross.Views);
        Assert.Equal(0, series.Corrections);
        Assert.Equal(Counters.Absent, series.Net.Likes);
    }

    [Fact]
    public void AFallLowersNetButNotGross()
    {
        SourceSeries series = Views((1, 100), (2, 80), (3, 90));
        Assert.Equal(90, series.Net.Views);
        Assert.Equal(110, series.Gross.Views);
        Assert.Equal(1, series.Corrections);
    }

    [Fact]
    public void ADeltaBelongsToItsLaterReading()
    {
        SourceSeries series = Views((10, 100), (20, 150), (30, 140), (40, 200));
        Assert.Equal((60, 10), series.Delta(Counter.Views, from: 20, to: 40));
        Assert.Equal((60, 0), series.Delta(Counter.Views, from: 30, to: 40));
        Assert.Equal((50, 0), series.Delta(Counter.Views, from: 10, to: 20));
        Assert.Equal((0, 0), series.Delta(Counter.Views, from: 0, to: 10));
        Assert.Equal((0, 0), series.Delta(Counter.Views, from: 40, to: 50));
    }

    [Fact]
    public void AReadingWithoutTheCounterDoesNotBreakItsDelta()
    {
        SourceSeries series = Views((10, 100), (40, 130));
        series.Add(new(20, Counters.None with { Likes = 5 }));
        Assert.Equal((30, 0), series.Delta(Counter.Views, from: 15, to: 40));
        Assert.Equal(130, series.Net.Views);
        Assert.Equal(5, series.Net.Likes);
    }

    [Fact]
    public void OfConflictingReadingsTheLargerWins()
    {
        var series = new SourceSeries("api");
        Assert.Equal(AddOutcome.Added, series.Add(new(5, Counters.None with { Views = 10 })));
        Assert.Equal(AddOutcome.Duplicate, series.Add(new(5, Counters.None with { Views = 10 })));
        Assert.Equal(AddOutcome.Conflict, series.Add(new(5, Counters.None with { Views = 12 })));
        Assert.Equal(AddOutcome.Conflict, series.Add(new(5, Counters.None with { Views = 11 })));
        Assert.Equal(AddOutcome.Completed, series.Add(new(5, Counters.None with { Views = 12, Likes = 1 })));
        Assert.Equal(12, series.Net.Views);
        Assert.Equal(1, series.Readings.Length);
    }

    [Fact]
    public void OrderOfArrivalDoesNotMatter() => Gen.Select(AnyReading.Array[1, 30], Gen.Int).Sample((readings, seed) =>
    {
        SourceSeries inOrder = Fold(readings);
        StoredReading[] shuffled = [.. readings];
        new Random(seed).Shuffle(shuffled);
        SourceSeries outOfOrder = Fold(shuffled);
        Assert.Equal(inOrder.Net, outOfOrder.Net);
        Assert.Equal(inOrder.Gross, outOfOrder.Gross);
        Assert.Equal(inOrder.Corrections, outOfOrder.Corrections);
        Assert.Equal(inOrder.Readings.ToArray(), outOfOrder.Readings.ToArray());
    });

    [Fact]
    public void AReplayChangesNothing() => AnyReading.Array[1, 30].Sample(readings =>
    {
        SourceSeries once = Fold(readings);
        SourceSeries twice = Fold([.. readings, .. readings]);
        Assert.Equal(once.Net, twice.Net);
        Assert.Equal(once.Gross, twice.Gross);
        Assert.Equal(once.Readings.Length, twice.Readings.Length);
    });

    [Fact]
    public void NetEqualsFirstPlusRisesMinusFallsOverAnyCut() => Gen.Select(AnyReading.Array[2, 30], Gen.Long[0, 41]).Sample((readings, cut) =>
    {
        SourceSeries series = Fold(readings);
        StoredReading[] withViews = [.. series.Readings.ToArray().Where(reading => reading.Counters.Views != Counters.Absent)];
        if (withViews.Length == 0)
            return;

        (long rises, long falls) = series.Delta(Counter.Views, cut, 100);
        (long risesBefore, long fallsBefore) = series.Delta(Counter.Views, 0, cut);
        Assert.Equal(series.Net.Views, withViews[0].Counters.Views + rises + risesBefore - falls - fallsBefore);
        Assert.Equal(series.Gross.Views, withViews[0].Counters.Views + rises + risesBefore);
    });

    private static SourceSeries Views(params (long At, long Views)[] readings) =>
        Fold(readings.Select(reading => new StoredReading(reading.At, Counters.None with { Views = reading.Views })));

    private static SourceSeries Fold(IEnumerable<StoredReading> readings)
    {
        var series = new SourceSeries("api");
        foreach (StoredReading reading in readings)
            series.Add(reading);
        return series;
    }
}
