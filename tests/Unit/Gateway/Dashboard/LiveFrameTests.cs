using System.IO.Compression;
using System.Text;
using MediaAnalytics.Gateway.Dashboard.Feed;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Dashboard;

public sealed class LiveFrameTests
{
    [Fact]
    public void Frames_in_any_order_behind_one_header_are_a_gzip_stream()
    {
        LiveFrame[] frames = [.. Enumerable.Range(0, 4).Select(i => LiveFrame.Of("snapshot", new string((char)('a' + i), 70_000)))];
        int[] order = [2, 0, 0, 3];
        using var sent = new MemoryStream();
        sent.Write(LiveFrame.GzipHeader.Span);
        foreach (var i in order)
            sent.Write(frames[i].Gzip.Span);
        sent.Position = 0;

        var expected = string.Concat(order.Select(i => Encoding.UTF8.GetString(frames[i].Plain.Span)));
        var received = new byte[Encoding.UTF8.GetByteCount(expected)];
        using var gunzip = new GZipStream(sent, CompressionMode.Decompress);
        // The stream has no end, as a live one has none: read what was sent and no more.
        gunzip.ReadExactly(received);
        Assert.Equal(expected, Encoding.UTF8.GetString(received));
    }

    [Fact]
    public void An_event_is_one_line_of_json_in_any_script()
    {
        var frame = Encoding.UTF8.GetString(LiveFrame.Of("snapshot", new { Title = "夜曲\n\"Ø\"" }).Plain.Span);
        Assert.Equal("event: snapshot\ndata: {\"title\":\"夜曲\\n\\\"Ø\\\"\"}\n\n", frame);
    }
}
