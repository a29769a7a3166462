using System.Text;
using MediaAnalytics.Gateway.Dashboard.Feed;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Dashboard;

public sealed class LiveFeedTests : IDisposable
{
    private static readonly LiveFeedOptions Options = new() { MaxViewers = 2 };

    private readonly ScriptedSource _source = new();
    private readonly HandTime _time = new();
    private readonly LiveViewers _viewers = new(Options);
    private readonly LiveFeed _feed;

    public LiveFeedTests() => _feed = new(_source, _viewers, Options, _time, NullLogger<LiveFeed>.Instance);

    public void Dispose() => _feed.Dispose();

    [Fact]
    public async Task A_late_joiner_gets_the_last_snapshot_at_once()
    {
        await PollAsync();
        using var late = _viewers.TryJoin()!;
        Assert.Contains("\"mvs\":1,", Next(late), StringComparison.Ordinal);
        Assert.False(late.Frames.TryRead(out _));
    }

    [Fact]
    public async Task A_slow_viewer_gets_the_newest_snapshot_only()
    {
        using var slow = _viewers.TryJoin()!;
        for (_source.Version = 1; _source.Version <= 5; _source.Version++)
            await PollAsync();
        Assert.Contains("\"mvs\":5,", Next(slow), StringComparison.Ordinal);
        Assert.False(slow.Frames.TryRead(out _));
    }

    [Fact]
    public void One_viewer_too_many_is_refused_until_a_place_is_given_back()
    {
        using var first = _viewers.TryJoin();
        using var second = _viewers.TryJoin();
        Assert.Null(_viewers.TryJoin());
        second!.Dispose();
        using var third = _viewers.TryJoin();
        Assert.NotNull(third);
        Assert.Equal(2, _viewers.Count);
    }

    [Fact]
    public async Task Nothing_is_read_until_something_changes_or_the_windows_slide()
    {
        await PollAsync();
        await PollAsync();
        Assert.Equal(1, _source.Reads);
        _source.Version++;
        await PollAsync();
        Assert.Equal(2, _source.Reads);
        _time.Advance(Options.RefreshInterval);
        await PollAsync();
        Assert.Equal(3, _source.Reads);
    }

    [Fact]
    public async Task Trouble_is_told_with_its_beginning_and_ends_with_a_snapshot()
    {
        using var viewer = _viewers.TryJoin()!;
        _source.Failure = new InvalidOperationException("down");
        await PollAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        await PollAsync();
        var trouble = Next(viewer);
        Assert.StartsWith("event: trouble\n", trouble, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"live.unavailable\"", trouble, StringComparison.Ordinal);
        Assert.Contains("\"since\":\"1970-01-01T00:00:00+00:00\"", trouble, StringComparison.Ordinal);

        _source.Failure = null;
        await PollAsync();
        Assert.StartsWith("event: snapshot\n", Next(viewer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_nobody_watched_does_not_show_the_next_viewer_its_old_frame()
    {
        await PollAsync();
        var watched = _viewers.WatchedAsync(TestContext.Current.CancellationToken);
        Assert.False(watched.IsCompleted);
        using var viewer = _viewers.TryJoin()!;
        await watched;
        Assert.False(viewer.Frames.TryRead(out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_001)]
    public void Options_out_of_range_name_their_key(int viewers)
    {
        var wrong = Assert.Throws<ArgumentException>(() => (Options with { MaxViewers = viewers }).Validate());
        Assert.Contains("Dashboard:MaxViewers", wrong.Message, StringComparison.Ordinal);
    }

    private Task PollAsync() => _feed.PollAsync(TestContext.Current.CancellationToken);

    private static string Next(LiveViewer viewer)
    {
        Assert.True(viewer.Frames.TryRead(out var frame), "No frame waits for the viewer.");
        return Encoding.UTF8.GetString(frame.Plain.Span);
    }
}
