using MediaAnalytics.Analysis.Signal;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

public sealed class LogMelTrackFormatTests
{
    private static readonly LogMelTrack Track = new("a contract", 2, 3, 31.5, [new byte[] { 1, 2, 3, 4, 5, 6 }, new byte[] { 7, 8, 9, 10, 11, 12 }]);

    [Fact]
    public void Bytes_of_version_1() => Assert.Equal(
        "4D414C4F474D454C" + "0100" + "0A00" + "6120636F6E7472616374" + "0200" + "0300" + "0000000000803F40" + "02000000" + "010203040506" + "0708090A0B0C",
        Convert.ToHexString(Bytes()));

    [Fact]
    public void What_is_written_is_read()
    {
        var read = LogMelTrack.Read(new MemoryStream(Bytes()));
        Assert.Equal((Track.ContractId, Track.MelBands, Track.Frames, Track.Seconds), (read.ContractId, read.MelBands, read.Frames, read.Seconds));
        Assert.Equal(Track.Clips.Select(c => c.ToArray()), read.Clips.Select(c => c.ToArray()));
    }

    [Fact]
    public void Every_cut_is_noticed()
    {
        for (int length = 0; length < Bytes().Length; length++) Assert.Throws<InvalidDataException>(() => LogMelTrack.Read(new MemoryStream(Bytes()[..length])));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(8, 2)]
    [InlineData(11, 255)]
    [InlineData(22, 0)]
    [InlineData(23, 255)]
    [InlineData(37, 127)]
    [InlineData(33, 255)]
    public void Impossible_values_are_refused(int at, byte value)
    {
        var bytes = Bytes();
        bytes[at] = value;
        Assert.Throws<InvalidDataException>(() => LogMelTrack.Read(new MemoryStream(bytes)));
    }

    [Fact]
    public void Bytes_after_the_end_are_refused() => Assert.Throws<InvalidDataException>(() => LogMelTrack.Read(new MemoryStream([.. Bytes(), 0])));

    private static byte[] Bytes()
    {
        using var stream = new MemoryStream();
        Track.Write(stream);
        return stream.ToArray();
    }
}
