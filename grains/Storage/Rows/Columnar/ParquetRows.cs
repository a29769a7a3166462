namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>
/// Reads a Parquet file's rows, row group by row group; only the columns that are asked for, and of them what fits <see cref="ParquetLimits"/>. It reads
/// flat columns in the encodings and codecs that writers use. It does so by itself, since none of the libraries that were tried stands damaged
/// files within bounds of time and memory (decision 7). One caller at a time.
/// </summary>
public sealed class ParquetRows : IAsyncDisposable
{
    private readonly Stream _file;
    private readonly ParquetFooter _footer;
    private readonly ParquetLimits _limits;
    private readonly CellText _text = new();
    private ColumnValues?[] _values = [];
    private int[] _selected = [];
    private int _group = -1, _rowOfGroup, _rowsOfGroup;
    private long _bytesOfGroup;

    private ParquetRows(Stream file, ParquetFooter footer, ParquetLimits limits)
    {
        _file = file;
        _footer = footer;
        _limits = limits;
        Rows = footer.Groups.Aggregate(0L, (rows, group) => rows > long.MaxValue - group.Rows ? long.MaxValue : rows + group.Rows);
    }

    /// <summary>The file's columns in their order.</summary>
    public IReadOnlyList<ParquetColumn> Columns => _footer.Columns;

    /// <summary>How many rows the file says it has.</summary>
    public long Rows { get; }

    /// <summary>The number of the row that was read, from 1.</summary>
    public long Row { get; private set; }

    /// <summary>Opens a file that can be read at any place; disposes it in the end, or at once where it can't be read.</summary>
    /// <exception cref="ParquetFileException">It is not a Parquet file, or a damaged one.</exception>
    public static async Task<ParquetRows> OpenAsync(Stream file, ParquetLimits limits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(limits);
        try
        {
            return new(file, await ParquetFooter.ReadAsync(file, cancellation), limits);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says which columns are read, by their places. Before the first row.</summary>
    /// <exception cref="ParquetFileException">One of them can't be read as text.</exception>
    public void Select(IEnumerable<int> columns)
    {
        _selected = [.. columns.Distinct()];
        foreach (int column in _selected)
            if (Columns[column].Kind == ParquetKind.Unreadable)
                throw new ParquetFileException($"the column '{RowText.Quote(Columns[column].Name)}' holds lists, groups or values without a text form: cast it to text, whole numbers or a timestamp in UTC, or leave it out");
    }

    /// <summary>Goes to the next row; false where there is none.</summary>
    /// <exception cref="ParquetFileException">The file is damaged, or a row group is larger than the limits.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellation = default)
    {
        while (_rowOfGroup >= _rowsOfGroup - 1 || _group < 0)
        {
            if (_group + 1 >= _footer.Groups.Length) return false;
            await ReadGroupAsync(_footer.Groups[++_group], cancellation);
        }

        _rowOfGroup++;
        Row++;
        return true;
    }

    /// <summary>The text of a selected column's value as UTF-8, until the next call; false where it is missing. Bytes of a text column are as they stand in the file.</summary>
    public bool TryText(int column, out ReadOnlySpan<byte> utf8)
    {
        ColumnValues values = _values[column] ?? throw new ArgumentOutOfRangeException(nameof(column), "the column was not selected");
        utf8 = default;
        if (!values.Has(_rowOfGroup)) return false;
        utf8 = Columns[column] is { IsBytes: true } bytes ? _text.OfBytes(bytes, values.Text(_rowOfGroup)) : _text.OfNumber(Columns[column], values.Number(_rowOfGroup));
        return true;
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private async Task ReadGroupAsync(ParquetGroup group, CancellationToken cancellation)
    {
        if (group.Rows > _limits.GroupRows)
            throw new ParquetFileException($"a row group has {group.Rows} rows; {_limits.GroupRows} are read at most: write smaller row groups", tooLarge: true);
        _values = new ColumnValues?[Columns.Count];
        _bytesOfGroup = 0;
        foreach (int column in _selected)
        {
            if (Columns[column].Leaf >= group.Chunks.Length) throw new ParquetFileException("a row group lacks a column");
            try
            {
                _values[column] = await new ColumnReader(_file, Columns[column], group.Chunks[Columns[column].Leaf], (int)group.Rows).ReadAsync(Take, cancellation);
            }
            catch (EndOfStreamException cut)
            {
                throw new ParquetFileException("it ends within a column", inner: cut);
            }
        }

        (_rowOfGroup, _rowsOfGroup) = (-1, (int)group.Rows);
    }

    private void Take(long bytes)
    {
        _bytesOfGroup += bytes;
        if (_bytesOfGroup > _limits.GroupBytes)
            throw new ParquetFileException($"a row group has more than {_limits.GroupBytes} bytes, decompressed: write smaller row groups", tooLarge: true);
    }
}
