using System.Buffers.Binary;

namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>
/// One column's values of one row group, filled page by page. Every number is kept in 64 bits (floating ones by their bits), every text as a piece of its
/// page. A page that holds fewer values than it names is a <see cref="ParquetFileException"/>. One caller at a time.
/// </summary>
internal sealed class ColumnValues
{
    private const int Plain = 0, PlainDictionary = 2, RunLength = 3, DeltaBinaryPacked = 5, DeltaLengthByteArray = 6, RunLengthDictionary = 8, ByteStreamSplit = 9, Missing = -1;

    private readonly ParquetColumn _column;
    private readonly int[] _places;
    private readonly long[] _numbers;
    private readonly ReadOnlyMemory<byte>[] _texts;
    private long[]? _numberWords;
    private ReadOnlyMemory<byte>[]? _textWords;
    private int _rows, _values;

    public ColumnValues(ParquetColumn column, int rows)
    {
        _column = column;
        _places = new int[rows];
        _numbers = column.IsBytes ? [] : new long[rows];
        _texts = column.IsBytes ? new ReadOnlyMemory<byte>[rows] : [];
    }

    /// <summary>Rows that have their value, or are known to have none.</summary>
    public int Rows => _rows;

    public bool Has(int row) => _places[row] != Missing;

    public long Number(int row) => _numbers[_places[row]];

    public ReadOnlyMemory<byte> Text(int row) => _texts[_places[row]];

    /// <summary>Takes the page of values that other pages refer to.</summary>
    public void AddDictionary(ReadOnlyMemory<byte> page, int count)
    {
        if (_numberWords is not null || _textWords is not null) throw new ParquetFileException("a column has two dictionaries");
        // Each entry takes a bit at least, so that the page bounds their number.
        if (count > page.Length * 8L) throw Short();
        if (_column.IsBytes) PlainTexts(page, _textWords = new ReadOnlyMemory<byte>[count]);
        else PlainNumbers(page.Span, _numberWords = new long[count]);
    }

    /// <summary>Takes a page of rows.</summary>
    public void AddPage(ReadOnlySpan<byte> levels, ReadOnlyMemory<byte> page, int count, int encoding)
    {
        if (count > _places.Length - _rows) throw new ParquetFileException("a column has more values than its row group has rows");
        Span<int> places = _places.AsSpan(_rows, count);
        if (_column.Optional) HybridDecoder.Decode(levels, 1, places);
        else places.Fill(1);
        int first = _values;
        foreach (ref int place in places) place = place == 0 ? Missing : _values++;
        _rows += count;
        int present = _values - first;
        if (present == 0) return;
        if (encoding is PlainDictionary or RunLengthDictionary) AddIndexes(page.Span, first, present);
        else if (_column.IsBytes) AddTexts(page, encoding, _texts.AsSpan(first, present));
        else AddNumbers(page.Span, encoding, _numbers.AsSpan(first, present));
    }

    private void AddIndexes(ReadOnlySpan<byte> page, int first, int count)
    {
        if (page.IsEmpty) throw Short();
        var indexes = new int[count];
        HybridDecoder.Decode(page[1..], page[0], indexes);
        int words = _numberWords?.Length ?? _textWords?.Length ?? 0;
        for (int i = 0; i < count; i++)
        {
            if ((uint)indexes[i] >= (uint)words) throw new ParquetFileException("a value refers to an entry that its dictionary lacks");
            if (_textWords is not null) _texts[first + i] = _textWords[indexes[i]];
            else _numbers[first + i] = _numberWords![indexes[i]];
        }
    }

    private void AddTexts(ReadOnlyMemory<byte> page, int encoding, Span<ReadOnlyMemory<byte>> texts)
    {
        switch (encoding)
        {
            case Plain: PlainTexts(page, texts); break;
            case DeltaLengthByteArray when _column.Physical == ParquetPhysical.ByteArray:
                var lengths = new long[texts.Length];
                int at = DeltaDecoder.Decode(page.Span, lengths);
                for (int i = 0; i < texts.Length; i++) texts[i] = Piece(page, ref at, lengths[i]);
                break;
            default: throw Unknown(encoding);
        }
    }

    private void AddNumbers(ReadOnlySpan<byte> page, int encoding, Span<long> numbers)
    {
        switch (encoding)
        {
            case Plain: PlainNumbers(page, numbers); break;
            case RunLength when _column.Physical == ParquetPhysical.Boolean:
                if (page.Length < sizeof(int)) throw Short();
                var bits = new int[numbers.Length];
                HybridDecoder.Decode(page[sizeof(int)..], 1, bits);
                for (int i = 0; i < bits.Length; i++) numbers[i] = bits[i];
                break;
            case DeltaBinaryPacked when _column.Physical is ParquetPhysical.Int32 or ParquetPhysical.Int64:
                DeltaDecoder.Decode(page, numbers);
                if (_column.Physical == ParquetPhysical.Int32) foreach (ref long number in numbers) number = Of32((int)number);
                break;
            case ByteStreamSplit when _column.Physical != ParquetPhysical.Boolean: PlainNumbers(Joined(page, numbers.Length), numbers); break;
            default: throw Unknown(encoding);
        }
    }

    /// <summary>The plain form of a page that holds first every number's first byte, then every number's second, and so on.</summary>
    private byte[] Joined(ReadOnlySpan<byte> page, int count)
    {
        int width = _column.Physical is ParquetPhysical.Int32 or ParquetPhysical.Float ? sizeof(int) : sizeof(long);
        if (page.Length < (long)count * width) throw Short();
        var plain = new byte[count * width];
        for (int i = 0; i < plain.Length; i++) plain[i] = page[i % width * count + i / width];
        return plain;
    }

    private void PlainTexts(ReadOnlyMemory<byte> page, Span<ReadOnlyMemory<byte>> texts)
    {
        int at = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            long length = _column.Width;
            if (_column.Physical == ParquetPhysical.ByteArray)
                length = BinaryPrimitives.ReadUInt32LittleEndian(Piece(page, ref at, sizeof(int)).Span);
            texts[i] = Piece(page, ref at, length);
        }
    }

    private void PlainNumbers(ReadOnlySpan<byte> page, Span<long> numbers)
    {
        int width = _column.Physical switch { ParquetPhysical.Boolean => 0, ParquetPhysical.Int32 or ParquetPhysical.Float => 4, _ => 8 };
        if (page.Length < (width == 0 ? (numbers.Length + 7) / 8 : (long)numbers.Length * width)) throw Short();
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = _column.Physical switch
            {
                ParquetPhysical.Boolean => (page[i / 8] >> (i % 8)) & 1,
                ParquetPhysical.Int32 => Of32(BinaryPrimitives.ReadInt32LittleEndian(page[(4 * i)..])),
                ParquetPhysical.Float => BitConverter.DoubleToInt64Bits(BinaryPrimitives.ReadSingleLittleEndian(page[(4 * i)..])),
                _ => BinaryPrimitives.ReadInt64LittleEndian(page[(8 * i)..]),
            };
        }
    }

    private long Of32(int number) => _column.Kind == ParquetKind.Unsigned ? (uint)number : number;

    private static ReadOnlyMemory<byte> Piece(ReadOnlyMemory<byte> page, ref int at, long length)
    {
        if (length < 0 || length > page.Length - at) throw Short();
        ReadOnlyMemory<byte> piece = page.Slice(at, (int)length);
        at += (int)length;
        return piece;
    }

    private static ParquetFileException Short() => new("a page is damaged: it has fewer values than it names");

    private ParquetFileException Unknown(int encoding) =>
        new($"the column '{RowText.Quote(_column.Name)}' is encoded in a way that is not known here (encoding {encoding}): write it plain or with a dictionary");
}
