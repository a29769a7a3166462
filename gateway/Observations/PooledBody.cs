using System.Buffers;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>A body read whole into a pooled buffer, which goes back to the pool when this is disposed.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstBytes = 1 << 16;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    private PooledBody()
    {
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>The bytes as a stream; it must not outlive this.</summary>
    public Stream AsStream() => new MemoryStream(_buffer, 0, _length, writable: false);

    public static async Task<PooledBody> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var body = new PooledBody();
        try
        {
            int read;
            while ((read = await stream.ReadAsync(body._buffer.AsMemory(body._length), cancellation)) > 0)
            {
                body._length += read;
                if (body._length == body._buffer.Length) body.Grow();
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
