using CsCheck;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Inference.Batching;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Inference;

public sealed class ScoreQueueTests
{
    private readonly ScoreQueue _queue = new(maxClips: 4);

    [Fact]
    public void The_most_urgent_goes_first_and_equals_in_order_of_arrival()
    {
        ScoreRequest[] requests = [Add(ScorePriority.Low), Add(ScorePriority.Normal), Add(ScorePriority.High), Add(ScorePriority.Normal)];
        Assert.Equal([requests[2], requests[1], requests[3], requests[0]], Drain());
        Assert.True(_queue.IsEmpty);
    }

    [Fact]
    public void The_one_that_waits_longest_can_be_asked_for()
    {
        var low = Add(ScorePriority.Low);
        Add(ScorePriority.High);
        Assert.Same(low, _queue.Next(_ => true, longest: true));
        Assert.NotSame(low, _queue.Next(_ => true, longest: false));
        Assert.NotSame(low, _queue.Next(request => request != low, longest: true));
    }

    [Fact]
    public void A_full_queue_refuses_equals_and_lets_the_last_come_of_the_least_urgent_go()
    {
        var (first, second) = (Add(ScorePriority.Low, 2), Add(ScorePriority.Low));
        var normal = Add(ScorePriority.Normal);
        Assert.Null(TryAdd(ScorePriority.Low));
        Assert.Equal([second], TryAdd(ScorePriority.Normal));
        Assert.Equal(4, _queue.Clips);
        // Two clips have to go, and there are three less urgent ones: the least urgent goes first.
        Assert.Equal([first], TryAdd(ScorePriority.High, 2));
        // All that is less urgent together is not enough: then nobody goes.
        Assert.Null(TryAdd(ScorePriority.High, 3));
        Assert.Contains(normal, Drain());
    }

    [Fact]
    public void What_is_longer_than_the_queue_is_taken_in_alone()
    {
        var big = Add(ScorePriority.Normal, 9);
        Assert.Null(TryAdd(ScorePriority.Normal));
        _queue.Release(big);
        _queue.Release(big);
        Assert.Equal(0, _queue.Clips);
        Add(ScorePriority.Normal);
    }

    [Fact]
    public void A_cancelled_one_is_passed_over()
    {
        var (first, second) = (Add(ScorePriority.Normal), Add(ScorePriority.Normal));
        first.Done.SetCanceled(TestContext.Current.CancellationToken);
        Assert.Same(second, _queue.Next(_ => true, longest: true));
    }

    [Fact]
    public void A_closed_queue_takes_nothing_and_gives_back_what_it_holds()
    {
        var held = Add(ScorePriority.Normal);
        Assert.Equal([held], _queue.Close());
        Assert.Throws<OperationCanceledException>(() => Add(ScorePriority.High));
        Assert.True(_queue.WaitForChange(_queue.Changes, Timeout.InfiniteTimeSpan));
    }

    [Fact]
    public void It_never_holds_more_than_its_bound_and_loses_nobody() => Gen.Select(Gen.Enum<ScorePriority>(), Gen.Int[1, 4]).List[1, 60].Sample(arrivals =>
    {
        var queue = new ScoreQueue(maxClips: 8);
        var inside = new List<ScoreRequest>();
        foreach (var (priority, clips) in arrivals)
        {
            var request = Request(priority, clips);
            bool taken = queue.TryAdd(request, out var displaced);
            Assert.All(displaced, other => Assert.True(other.Priority < priority && inside.Remove(other)));
            if (taken) inside.Add(request);
            else Assert.True(inside.Where(other => other.Priority >= priority).Sum(other => other.Clips) + clips > 8);
            Assert.Equal(inside.Sum(other => other.Clips), queue.Clips);
            Assert.InRange(queue.Clips, 0, 8);
        }

        Assert.Equal(inside.OrderByDescending(r => r.Priority).ThenBy(r => r.Number), Drain(queue));
    });

    private static ScoreRequest Request(ScorePriority priority, int clips) =>
        new(new LogMelTrack("", 1, 1, 1, Enumerable.Repeat(ReadOnlyMemory<byte>.Empty, clips).ToList()), priority, 0, CancellationToken.None);

    private ScoreRequest Add(ScorePriority priority, int clips = 1)
    {
        var request = Request(priority, clips);
        Assert.True(_queue.TryAdd(request, out _));
        return request;
    }

    /// <summary>Who had to go; null where it was refused.</summary>
    private IReadOnlyList<ScoreRequest>? TryAdd(ScorePriority priority, int clips = 1) =>
        _queue.TryAdd(Request(priority, clips), out var displaced) ? displaced : null;

    private List<ScoreRequest> Drain() => Drain(_queue);

    private static List<ScoreRequest> Drain(ScoreQueue queue)
    {
        var order = new List<ScoreRequest>();
        while (queue.Next(_ => true, longest: false) is { } next)
        {
            order.Add(next);
            next.Done.SetCanceled();
        }

        return order;
    }
}
