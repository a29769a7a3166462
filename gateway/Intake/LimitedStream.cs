namespace MediaAnalytics.Gateway.Intake;

/// <summary>Reads another stream up to a number of bytes; one more byte is a <see cref="BodyTooLongException"/>. One caller at a time.</summary>
internal sealed class LimitedStream(Stream inner, long maxBytes) : ReadOnlyStream
{
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken);
        return (_read += read) <= maxBytes ? read : throw new BodyTooLongException();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
