using System.Buffers.Binary;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>
/// Tells what kind of file this is by its first bytes, before ffmpeg sees it. Only the container found here is opened, so a list that
/// points at other files never is.
/// </summary>
/// <param name="Demuxer">ffmpeg's name of the only demuxer allowed.</param>
/// <param name="CutShort">Whether the container itself says that the file should be longer.</param>
internal sealed record MediaContainer(string Demuxer, bool CutShort)
{
    private const int HeadBytes = 4_096;
    private const int TailBytes = 70_000;

    private static readonly string[] PlaylistMarks = ["#EXTM3U", "ffconcat", "[playlist]", "<?xml", "<MPD", "<smil", "<asx", "<playlist", "file ", "http://", "https://", "rtsp://"];

    /// <summary>Looks at a file that exists.</summary>
    public static (MediaContainer? Container, string? ErrorCode) Look(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length == 0) return (null, MediaErrorCodes.Empty);
        var head = new byte[HeadBytes];
        int read = file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        var bytes = head.AsSpan(0, read);
        if (IsPlaylist(bytes)) return (null, MediaErrorCodes.Playlist);
        if (read < 12) return (null, MediaErrorCodes.NotMedia);
        if (IsIsoMedia(bytes)) return (new MediaContainer("mov", false), null);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1a, 0x45, 0xdf, 0xa3])) return (new MediaContainer("matroska", false), null);
        if (bytes.StartsWith("OggS"u8)) return (new MediaContainer("ogg", OggEndsInPage(file)), null);
        if (bytes.StartsWith("fLaC"u8)) return (new MediaContainer("flac", false), null);
        if (bytes[8..].StartsWith("WAVE"u8) && bytes.StartsWith("RIFF"u8)) return (new MediaContainer("wav", RiffIsShort(bytes, file.Length)), null);
        if (bytes.StartsWith(".snd"u8)) return (new MediaContainer("au", AuIsShort(bytes, file.Length)), null);
        if (bytes.StartsWith("ID3"u8)) return (new MediaContainer(AfterId3(file, bytes).StartsWith("fLaC"u8) ? "flac" : "mp3", false), null);
        return IsMpegAudio(bytes) ? (new MediaContainer("mp3", false), null) : (null, MediaErrorCodes.NotMedia);
    }

    private static bool IsPlaylist(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]) ? bytes[3..] : bytes;
        string start = System.Text.Encoding.Latin1.GetString(text[..Math.Min(text.Length, 64)]).TrimStart();
        return PlaylistMarks.Any(mark => start.StartsWith(mark, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsIsoMedia(ReadOnlySpan<byte> bytes)
    {
        var type = bytes.Slice(4, 4);
        return type.SequenceEqual("ftyp"u8) || type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8) || type.SequenceEqual("wide"u8)
            || type.SequenceEqual("free"u8) || type.SequenceEqual("skip"u8);
    }

    private static bool RiffIsShort(ReadOnlySpan<byte> bytes, long length)
    {
        uint stated = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        // Writers to a pipe leave zero or all ones, since they never learn the size.
        return stated is not 0 and < 0xfffffff0 && stated + 8L > length + 1;
    }

    private static bool AuIsShort(ReadOnlySpan<byte> bytes, long length)
    {
        uint head = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]), stated = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        return stated != uint.MaxValue && head + (long)stated > length;
    }

    private static bool OggEndsInPage(FileStream file)
    {
        var tail = new byte[Math.Min(TailBytes, file.Length)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        int page = tail.AsSpan().LastIndexOf("OggS"u8);
        if (page < 0 || page + 27 > tail.Length) return true;
        int segments = tail[page + 26], end = page + 27 + segments;
        if (end > tail.Length) return true;
        foreach (byte size in tail.AsSpan(page + 27, segments)) end += size;
        return end > tail.Length;
    }

    private static ReadOnlySpan<byte> AfterId3(FileStream file, ReadOnlySpan<byte> head)
    {
        int size = ((head[6] & 0x7f) << 21) | ((head[7] & 0x7f) << 14) | ((head[8] & 0x7f) << 7) | (head[9] & 0x7f);
        var next = new byte[4];
        file.Position = 10 + size;
        return next.AsSpan(0, file.ReadAtLeast(next, next.Length, throwOnEndOfStream: false));
    }

    private static bool IsMpegAudio(ReadOnlySpan<byte> bytes)
    {
        var frames = bytes.TrimStart((byte)0);
        // Frame sync, a layer, and neither a free-form nor an invalid bit rate or sampling rate.
        return frames.Length >= 4 && frames[0] == 0xff && (frames[1] & 0xe0) == 0xe0 && (frames[1] & 0x18) != 0x08 && (frames[1] & 0x06) != 0
            && (frames[2] & 0xf0) is not 0xf0 and not 0 && (frames[2] & 0x0c) != 0x0c;
    }
}
