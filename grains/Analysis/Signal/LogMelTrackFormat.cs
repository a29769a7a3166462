using System.Buffers.Binary;
using System.Text;

namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// A <see cref="LogMelTrack"/> as bytes, version 1, little-endian: "MALOGMEL" · uint16 version · uint16 bytes of the contract's id · the id
/// (UTF-8) · uint16 mel bands · uint16 frames · float64 seconds · int32 clips · the clips.
/// </summary>
public static class LogMelTrackFormat
{
    /// <summary>The version written.</summary>
    public const int Version = 1;

    private const int FixedBytes = 12;
    private const int SizeBytes = 16;
    private const int MaxIdBytes = 512;
    private const int MaxClips = 1_024;
    private const int MaxClipBytes = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "MALOGMEL"u8;

    /// <summary>Writes a track.</summary>
    public static void Write(LogMelTrack track, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(stream);
        var id = Encoding.UTF8.GetBytes(track.ContractId);
        var head = new byte[FixedBytes + id.Length + SizeBytes];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), (ushort)id.Length);
        id.CopyTo(head.AsSpan(FixedBytes));
        var sizes = head.AsSpan(FixedBytes + id.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(sizes, (ushort)track.MelBands);
        BinaryPrimitives.WriteUInt16LittleEndian(sizes[2..], (ushort)track.Frames);
        BinaryPrimitives.WriteDoubleLittleEndian(sizes[4..], track.Seconds);
        BinaryPrimitives.WriteInt32LittleEndian(sizes[12..], track.Clips.Count);
        stream.Write(head);
        foreach (var clip in track.Clips) stream.Write(clip.Span);
    }

    /// <summary>Reads a track to the stream's end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no track of version 1, cut short, too long, or beyond the limits.</exception>
    public static LogMelTrack Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var head = Take(stream, FixedBytes);
        if (!head.AsSpan(0, Magic.Length).SequenceEqual(Magic)) throw new InvalidDataException("Not a log-mel track: its mark is missing.");
        int version = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8));
        if (version != Version) throw new InvalidDataException($"A log-mel track of version {version}; this program reads version {Version}. Decode the media again.");
        int idBytes = BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(10));
        if (idBytes is 0 or > MaxIdBytes) throw new InvalidDataException("A log-mel track with a contract id of impossible length.");
        string id = Encoding.UTF8.GetString(Take(stream, idBytes));
        var sizes = Take(stream, SizeBytes).AsSpan();
        int mel = BinaryPrimitives.ReadUInt16LittleEndian(sizes), frames = BinaryPrimitives.ReadUInt16LittleEndian(sizes[2..]);
        double seconds = BinaryPrimitives.ReadDoubleLittleEndian(sizes[4..]);
        int clips = BinaryPrimitives.ReadInt32LittleEndian(sizes[12..]);
        if (mel == 0 || frames == 0 || mel * frames > MaxClipBytes || clips is < 1 or > MaxClips || !(seconds >= 0 && double.IsFinite(seconds)))
            throw new InvalidDataException($"A log-mel track of impossible size: {clips} clips of {mel} × {frames}, {seconds} s.");
        var read = new List<ReadOnlyMemory<byte>>();
        for (int i = 0; i < clips; i++) read.Add(Take(stream, mel * frames));
        if (stream.ReadByte() >= 0) throw new InvalidDataException("A log-mel track with bytes after its end.");
        return new LogMelTrack(id, mel, frames, seconds, read);
    }

    private static byte[] Take(Stream stream, int count)
    {
        var bytes = new byte[count];
        if (stream.ReadAtLeast(bytes, count, throwOnEndOfStream: false) < count) throw new InvalidDataException("A log-mel track that is cut short.");
        return bytes;
    }
}
