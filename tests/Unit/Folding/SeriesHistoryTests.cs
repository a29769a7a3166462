using CsCheck;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Folding;

/// <summary>Readings lie in order of observation however they come, over many pages.</summary>
public sealed class SeriesHistoryTests
{
    private static readonly Gen<long[]> InOrder = Gen.Int[1, 3_000].Select(count => Enumerable.Range(1, count).Select(at => 10L * at).ToArray());

    private static readonly Gen<long[]> AnyOrder = Gen.OneOf(
        InOrder,
        InOrder.Select(instants => instants.Reverse().ToArray()),
        InOrder.Select(instants => instants.Chunk(700).Reverse().SelectMany(chunk => chunk).ToArray()),
        Gen.Int[1, 3_000].Select(at => 10L * at).Array[1, 3_000]);

    [Fact]
    public void HoweverTheyComeTheyLieInOrder() => AnyOrder.Sample(instants =>
    {
        var expected = new SortedDictionary<long, long>();
        var history = new SeriesHistory();
        long newest = 0;
        for (int i = 0; i < instants.Length; i++)
        {
            (long at, long views) = (instants[i], (i * 7) % 5);
            AddOutcome outcome = !expected.TryGetValue(at, out long known) ? AddOutcome.Added : known == views ? AddOutcome.Duplicate : AddOutcome.Conflict;
            expected[at] = Math.Max(known, views);
            Assert.Equal(outcome, history.Add(at, Counters.None with { Views = views }));
            Assert.Equal(newest = Math.Max(newest, at), history.NewestAt);
        }

        Assert.Equal(expected.Count, history.Count);
        long from = instants[instants.Length / 2];
        foreach (long begin in new[] { 0, from, from + 1, instants.Max() + 1 })
        {
            Assert.Equal(
                expected.Where(reading => reading.Key >= begin).Select(reading => (reading.Key, reading.Value)),
                history.From(begin).Select(reading => (reading.At, reading.Values[(int)Counter.Views])));
        }

        Assert.Equal(expected[from], history.Find(from)!.Value[(int)Counter.Views]);
        Assert.Null(history.Find(from + 1));
    }, iter: 30);
}
