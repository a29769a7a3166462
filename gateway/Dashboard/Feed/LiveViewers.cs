using MediaAnalytics.Gateway.Intake;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>Who watches. Called by requests and by the feed, from any thread.</summary>
internal sealed class LiveViewers(LiveFeedOptions options)
{
    private readonly Lock _gate = new();
    private readonly HashSet<LiveViewer> _viewers = [];
    private TaskCompletionSource _watched = NewSignal();
    private LiveFrame? _last;

    /// <summary>Viewers now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _viewers.Count;
        }
    }

    /// <summary>Takes a place, with the last frame already in it; null where all places are taken.</summary>
    public LiveViewer? TryJoin()
    {
        lock (_gate)
        {
            if (_viewers.Count >= options.MaxViewers)
                return null;
            var viewer = new LiveViewer(this);
            _viewers.Add(viewer);
            IntakeMeter.Joined();
            if (_last is { } last)
                viewer.Offer(last);
            _watched.TrySetResult();
            return viewer;
        }
    }

    /// <summary>Gives a place back.</summary>
    public void Leave(LiveViewer viewer)
    {
        lock (_gate)
        {
            if (_viewers.Remove(viewer))
                IntakeMeter.Left();
        }
    }

    /// <summary>Gives every viewer a frame, and late joiners after them.</summary>
    public void Broadcast(LiveFrame frame)
    {
        lock (_gate)
        {
            _last = frame;
            foreach (var viewer in _viewers)
                viewer.Offer(frame);
        }
    }

    /// <summary>
    /// Ends at once where someone watches, else when the next viewer joins. An unwatched feed forgets its last frame: the next viewer must not
    /// be shown an old one.
    /// </summary>
    public Task WatchedAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_viewers.Count > 0)
                return Task.CompletedTask;
            _last = null;
            _watched = NewSignal();
            return _watched.Task.WaitAsync(cancellation);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
