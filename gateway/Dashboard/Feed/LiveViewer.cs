using System.Threading.Channels;

namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>One viewer's place in the feed. It holds the newest frame only: a slow viewer misses the ones between. Dispose to leave.</summary>
internal sealed class LiveViewer(LiveViewers viewers) : IDisposable
{
    private readonly Channel<LiveFrame> _frames = Channel.CreateBounded<LiveFrame>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>The frames to send.</summary>
    public ChannelReader<LiveFrame> Frames => _frames.Reader;

    /// <summary>Gives the viewer a frame, in place of one it has not taken yet. Never waits.</summary>
    public void Offer(LiveFrame frame) => _frames.Writer.TryWrite(frame);

    public void Dispose() => viewers.Leave(this);
}
