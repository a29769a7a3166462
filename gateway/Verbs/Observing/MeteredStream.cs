using MediaAnalytics.Gateway.Intake;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>Reads another stream and tells how many bytes went by. One caller at a time.</summary>
internal sealed class MeteredStream(Stream inner, Action<int> read) : ReadOnlyStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await inner.ReadAsync(buffer, cancellationToken);
        read(count);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
