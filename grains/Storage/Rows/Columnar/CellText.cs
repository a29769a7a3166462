using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>Writes values as the text that a CSV file would hold. One caller at a time; a text stands until the next.</summary>
internal sealed class CellText
{
    private const long TicksPerMicrosecond = 10, NanosecondsPerTick = 100, LargestExact = 1L << 62;
    private const int LongestDecimal = 32;

    private readonly byte[] _buffer = new byte[400];

    public ReadOnlySpan<byte> OfBytes(ParquetColumn column, ReadOnlyMemory<byte> bytes)
    {
        if (column.Kind != ParquetKind.Decimal) return bytes.Span;
        if (bytes.Length > LongestDecimal) throw new ParquetFileException($"the column '{RowText.Quote(column.Name)}' has decimals of more than {LongestDecimal} bytes");
        return Decimal(new BigInteger(bytes.Span, isBigEndian: true), column.Scale);
    }

    public ReadOnlySpan<byte> OfNumber(ParquetColumn column, long value)
    {
        switch (column.Kind)
        {
            case ParquetKind.Truth: return value != 0 ? "true"u8 : "false"u8;
            case ParquetKind.Unsigned: return Formatted((ulong)value);
            case ParquetKind.Floating: return Floating(BitConverter.Int64BitsToDouble(value));
            case ParquetKind.Decimal: return Decimal(value, column.Scale);
            case ParquetKind.Date: return Date(value);
            case ParquetKind.Milliseconds or ParquetKind.LocalMilliseconds: return Instant(column, value, (Int128)value * TimeSpan.TicksPerMillisecond);
            case ParquetKind.Microseconds or ParquetKind.LocalMicroseconds: return Instant(column, value, (Int128)value * TicksPerMicrosecond);
            case ParquetKind.Nanoseconds or ParquetKind.LocalNanoseconds: return Instant(column, value, value >= 0 ? value / NanosecondsPerTick : -((-(Int128)value + NanosecondsPerTick - 1) / NanosecondsPerTick));
            default: return Formatted(value);
        }
    }

    private ReadOnlySpan<byte> Floating(double value) =>
        Math.Abs(value) < LargestExact && Math.Floor(value) == value ? Formatted((long)value) : Text(value.ToString("R", CultureInfo.InvariantCulture));

    private ReadOnlySpan<byte> Decimal(BigInteger unscaled, int scale)
    {
        if (scale == 0) return Text(unscaled.ToString(CultureInfo.InvariantCulture));
        string digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Math.Min(scale, 200) + 1, '0');
        string sign = unscaled.Sign < 0 ? "-" : "";
        return scale < digits.Length ? Text($"{sign}{digits[..^scale]}.{digits[^scale..]}") : Text($"{sign}{digits}e-{scale}");
    }

    // A day or an instant that no calendar here has stands as its number: whoever judges it quotes that.
    private ReadOnlySpan<byte> Date(long days)
    {
        long number = days + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? Text(DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : Formatted(days);
    }

    private ReadOnlySpan<byte> Instant(ParquetColumn column, long value, Int128 ticksSinceEpoch)
    {
        Int128 ticks = DateTime.UnixEpoch.Ticks + ticksSinceEpoch;
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks) return Formatted(value);
        bool isUtc = column.Kind is ParquetKind.Milliseconds or ParquetKind.Microseconds or ParquetKind.Nanoseconds;
        return Text(new DateTime((long)ticks).ToString(isUtc ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
    }

    private ReadOnlySpan<byte> Formatted(long value) => Utf8Formatter.TryFormat(value, _buffer, out int written) ? _buffer.AsSpan(0, written) : default;

    private ReadOnlySpan<byte> Formatted(ulong value) => Utf8Formatter.TryFormat(value, _buffer, out int written) ? _buffer.AsSpan(0, written) : default;

    private ReadOnlySpan<byte> Text(string text) => _buffer.AsSpan(0, Encoding.UTF8.GetBytes(text, _buffer));
}
