using MediaAnalytics.Gateway.Intake;

namespace MediaAnalytics.Tests.Unit.Keys;

/// <summary>The beginning of a gzip stream without an end, of blocks that hold nothing. One caller at a time.</summary>
/// <param name="length">Its bytes.</param>
internal sealed class EmptyGzip(long length) : ReadOnlyStream
{
    /// <summary>RFC 1952: magic number, deflate, no flags, no time, no level, unknown system.</summary>
    private static readonly byte[] Header = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

    /// <summary>RFC 1951: not the last, stored, of length 0.</summary>
    private static readonly byte[] Block = [0, 0, 0, 0xff, 0xff];

    private long _at;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Span<byte> part = buffer.Span[..(int)Math.Min(buffer.Length, length - _at)];
        foreach (ref byte next in part)
        {
            next = _at < Header.Length ? Header[_at] : Block[(_at - Header.Length) % Block.Length];
            _at++;
        }

        return new(part.Length);
    }
}
