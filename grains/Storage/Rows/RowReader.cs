using System.Buffers;

namespace MediaAnalytics.Storage.Rows;

/// <summary>
/// Reads rows off a stream of UTF-8 text: lines, or comma-separated values with line ends in quotes. It knows each row's line and the byte at which the
/// next begins, and goes on after a row that it can't make sense of. A byte order mark and blank lines are passed over. One caller at a time.
/// </summary>
public sealed class RowReader : IAsyncDisposable
{
    /// <summary>Longest row in bytes; a longer one is a <see cref="RowFault.TooLong"/>.</summary>
    public const int MaxRowBytes = 1 << 20;

    private const int FirstBufferBytes = 1 << 16, BufferBytes = MaxRowBytes + (1 << 18), KeptOfLongRow = 200;

    private readonly Stream _stream;
    private readonly bool _csv;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferBytes);
    private int _start, _end;
    private long _nextLine = 1;
    private bool _ended, _discarding;

    /// <summary>Reads <paramref name="stream"/> from its present position, which counts as the file's first byte; disposes it in the end.</summary>
    public RowReader(Stream stream, bool csv)
    {
        _stream = stream;
        _csv = csv;
    }

    /// <summary>Line at which the row starts; the file's first is 1.</summary>
    public long Line { get; private set; }

    /// <summary>Bytes of the file before the next row.</summary>
    public long Position { get; private set; }

    /// <summary>The row without its line end; valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Row { get; private set; }

    /// <summary>What is wrong with the row as a row.</summary>
    public RowFault Fault { get; private set; }

    /// <summary>Goes to the next row; false where there is none.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken cancellation = default) =>
        _nextLine > 1 && !_discarding && TryTake() ? new(true) : ReadSlowlyAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Row = default;
    }

    private async ValueTask<bool> ReadSlowlyAsync(CancellationToken cancellation)
    {
        if (Position == 0) await SkipByteOrderMarkAsync(cancellation);
        while (true)
        {
            if (_discarding) await DiscardLineAsync(cancellation);
            if (TryTake()) return true;
            if (_ended && _start == _end) return false;
            if (!_ended) await FillAsync(cancellation);
        }
    }

    private bool TryTake()
    {
        while (_start < _end)
        {
            ReadOnlySpan<byte> window = _buffer.AsSpan(_start.._end);
            RowScan scan = _csv ? RowScan.Csv(window, _ended) : RowScan.Line(window, _ended);
            if (scan.Length < 0 && window.Length > MaxRowBytes) scan = RowScan.Line(window, _ended, RowFault.Quote);
            if (scan.Length < 0 && window.Length <= MaxRowBytes) return false;
            if (scan.Length is < 0 or > MaxRowBytes) return TakeTooLong(scan);
            Line = _nextLine;
            Fault = scan.Fault;
            Row = _buffer.AsMemory(_start, scan.Length);
            Consume(scan.Consumed, scan.Lines);
            if (scan.Length > 0) return true;
        }

        return false;
    }

    private bool TakeTooLong(RowScan scan)
    {
        Line = _nextLine;
        Fault = RowFault.TooLong;
        Row = _buffer.AsSpan(_start, KeptOfLongRow).ToArray();
        if (scan.Length < 0) _discarding = true;
        else Consume(scan.Consumed, scan.Lines);
        return true;
    }

    private void Consume(int bytes, int lines)
    {
        _start += bytes;
        Position += bytes;
        _nextLine += lines;
    }

    private async ValueTask DiscardLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            int end = _buffer.AsSpan(_start.._end).IndexOf((byte)'\n');
            Consume(end < 0 ? _end - _start : end + 1, end < 0 ? 0 : 1);
            if (end >= 0 || _ended) break;
            await FillAsync(cancellation);
        }

        _discarding = false;
    }

    private async ValueTask SkipByteOrderMarkAsync(CancellationToken cancellation)
    {
        while (_end - _start < 3 && !_ended) await FillAsync(cancellation);
        if (_buffer.AsSpan(_start.._end).StartsWith("\uFEFF"u8)) Consume(3, 0);
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start.._end).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Min(_buffer.Length * 2, BufferBytes));
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        int read = await _stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += read;
        _ended = read == 0;
    }
}
