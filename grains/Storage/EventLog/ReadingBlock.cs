using System.Diagnostics.CodeAnalysis;
using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>
/// The readings of one log entry, decoded column by column into arrays that are used again, without an object a reading. What it shows is good until the next
/// <see cref="TryDecode"/>. Used by one thread.
/// </summary>
public sealed class ReadingBlock
{
    private ReadOnlyMemory<byte> _payload;
    private (int Start, int Length)[] _texts = [];

    /// <summary>The batch that the readings came in.</summary>
    public BatchHeader Batch { get; private set; } = null!;

    /// <summary>How many readings there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many texts there are.</summary>
    public int TextCount { get; private set; }

    /// <summary>Per reading: places of its texts, in <see cref="Text(int)"/>.</summary>
    public int[] Mv { get; private set; } = [];

    /// <inheritdoc cref="Mv"/>
    public int[] Platform { get; private set; } = [];

    /// <inheritdoc cref="Mv"/>
    public int[] Source { get; private set; } = [];

    /// <summary>Per reading: UTC ticks of the observation.</summary>
    public long[] At { get; private set; } = [];

    /// <summary>Per reading: <see cref="Counters.Count"/> values, or <see cref="Counters.Absent"/>.</summary>
    public long[] Values { get; private set; } = [];

    /// <summary>A text in UTF-8.</summary>
    public ReadOnlySpan<byte> Text(int place) => _payload.Span.Slice(_texts[place].Start, _texts[place].Length);

    /// <summary>A text.</summary>
    /// <exception cref="InvalidDataException">It is not UTF-8.</exception>
    public string TextOf(int place) => EventReader.TextOf(Text(place));

    /// <summary>Decodes an entry; false where it is an event of another kind, which is then to be decoded by <see cref="LogEventCodec.Decode"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are not an event of a known version.</exception>
    public bool TryDecode(ReadOnlyMemory<byte> payload)
    {
        var reader = new EventReader(payload.Span);
        if (reader.Byte() != LogEventCodec.Version || reader.Byte() != (byte)EventKind.CountersObserved)
        {
            return false;
        }

        _payload = payload;
        Batch = BatchCodec.ReadHeader(ref reader);
        ReadTexts(ref reader);
        Count = reader.Count(BatchCodec.BytesPerReading, "number of readings");
        if (At.Length < Count)
        {
            Grow(Count);
        }

        long before = Batch.ReceivedAt.UtcTicks;
        for (int i = 0; i < Count; i++)
        {
            Mv[i] = Place(ref reader);
            Platform[i] = Place(ref reader);
            Source[i] = Place(ref reader);
            before = unchecked(before + reader.Signed());
            if (before < 0 || before > DateTime.MaxValue.Ticks)
            {
                BatchCodec.Instant(before);
            }

            At[i] = before;
            BatchCodec.ReadCounters(ref reader, Values.AsSpan(i * Counters.Count, Counters.Count));
        }

        reader.End();
        return true;
    }

    private void ReadTexts(ref EventReader reader)
    {
        TextCount = reader.Count(1, "number of texts");
        if (_texts.Length < TextCount)
        {
            _texts = new (int, int)[Math.Max(TextCount, _texts.Length * 2)];
        }

        for (int i = 0; i < TextCount; i++)
        {
            int length = reader.TextBytes().Length;
            _texts[i] = (_payload.Length - reader.Rest.Length - length, length);
        }
    }

    private int Place(ref EventReader reader)
    {
        ulong place = reader.Unsigned();
        if (place >= (ulong)TextCount)
        {
            ThrowPlace(place);
        }

        return (int)place;
    }

    [DoesNotReturn]
    private void ThrowPlace(ulong place) => throw new InvalidDataException($"The event names text {place} of {TextCount}.");

    private void Grow(int count)
    {
        int length = Math.Max(count, At.Length * 2);
        (Mv, Platform, Source, At, Values) = (new int[length], new int[length], new int[length], new long[length], new long[length * Counters.Count]);
    }
}
