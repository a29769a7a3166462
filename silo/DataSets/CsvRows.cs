using Sylvan.Data.Csv;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>
/// A CSV file whose first lines name its columns, whatever their case, read row by row; knows the line it is at. Whatever is wrong with the
/// file is told with file and line. One thread at a time.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    /// <summary>Most rows of a file.</summary>
    public const int MaxRows = 200_000;

    /// <summary>Longest row; characters.</summary>
    public const int MaxRowLength = 1 << 20;

    private const int FirstBuffer = 1 << 14;

    private readonly string _file;
    private readonly CsvDataReader _csv;
    private readonly string[][] _header;
    private int _next = 1;
    private int _rows;

    private CsvRows(string file, CsvDataReader csv, int headerRows)
    {
        (_file, _csv, _header) = (file, csv, new string[headerRows][]);
        for (int i = 0; i < headerRows; i++)
        {
            if (!Step()) throw new DataSetException($"{file} ends before its header does. It needs {headerRows} header line(s).");
            _header[i] = [.. Enumerable.Range(0, csv.RowFieldCount).Select(column => this[column].Trim())];
        }
    }

    /// <summary>The line that the row starts at; 1 is the first.</summary>
    public int Line { get; private set; }

    /// <summary>A field of the row.</summary>
    /// <exception cref="DataSetException">It holds a control character: fields are shown on terminals, which obey some of them.</exception>
    public string this[int column]
    {
        get
        {
            string field = _csv.GetString(column);
            foreach (char letter in field)
            {
                if (char.IsControl(letter)) throw Fault($"field {column + 1} holds a control character (U+{(int)letter:X4}). Take it out.");
            }

            return field;
        }
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="DataSetException">It can't be read as CSV.</exception>
    public static CsvRows Open(string file, int headerRows = 1)
    {
        var text = new StreamReader(file);
        try
        {
            var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, BufferSize = FirstBuffer, MaxBufferSize = MaxRowLength });
            return new CsvRows(file, csv, headerRows);
        }
        catch (Exception e)
        {
            text.Dispose();
            if (IsOfCsv(e)) throw Fault(file, 1, e);
            throw;
        }
    }

    /// <summary>The column of this name (one for each header line), or null.</summary>
    public int? Optional(params string[] names)
    {
        for (int column = 0; column < _header[0].Length; column++)
        {
            if (names.Zip(_header, (name, row) => string.Equals(row.ElementAtOrDefault(column), name, StringComparison.OrdinalIgnoreCase)).All(same => same)) return column;
        }

        return null;
    }

    /// <summary>The column of this name (one for each header line).</summary>
    public int Required(params string[] names) => Optional(names)
        ?? throw new DataSetException($"{_file}, line {names.Length}: there is no column '{string.Join(" / ", names)}', only: {string.Join(", ", _header[names.Length - 1].Where(n => n.Length > 0).Take(40))}.");

    /// <summary>Goes to the next row.</summary>
    public bool Read()
    {
        if (!Step()) return false;
        if (++_rows > MaxRows) throw Fault($"there are more than {MaxRows} rows; that is the most. Split the data.");
        if (_csv.RowFieldCount != _header[0].Length) throw Fault($"{_csv.RowFieldCount} fields where the header has {_header[0].Length}.");
        return true;
    }

    /// <summary>An error at this row.</summary>
    public DataSetException Fault(string what) => new($"{_file}, line {Line}: {what}");

    public void Dispose() => _csv.Dispose();

    private static DataSetException Fault(string file, int line, Exception e) =>
        new($"{file}, line {line} or after: not CSV as it must be (commas, quotes doubled within quotes, a row of at most {MaxRowLength} characters): {e.Message}");

    private static bool IsOfCsv(Exception e) => e is CsvFormatException or CsvRecordTooLargeException or CsvMissingHeadersException;

    private bool Step()
    {
        try
        {
            do
            {
                if (!_csv.Read()) return false;
                Line = _next;
                _next += 1 + _csv.GetRawRecordSpan().TrimEnd("\r\n").Count('\n');
            }
            while (_csv.RowFieldCount == 1 && _csv.GetFieldSpan(0).IsWhiteSpace());

            return true;
        }
        catch (Exception e) when (IsOfCsv(e))
        {
            throw Fault(_file, _next, e);
        }
    }
}
