using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Facts;

/// <summary>
/// The rows of a facts file, collected in log order and given in the order that they have in the file (<see cref="FactsSchema.Order"/>). Sorting here takes a
/// tenth of what it takes the database. Used by one thread.
/// </summary>
internal sealed class FactsSorter
{
    private readonly ReadingBlock _block = new();
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<FactsEntry> _entries = [];
    private readonly List<FactsRow> _rows = [];
    private readonly List<long> _values = [];
    private int[] _placeOf = [];

    /// <summary>Takes the next entry of the log.</summary>
    /// <exception cref="InvalidDataException">It is not an event of a known version, or has an id that no event may have.</exception>
    public void Add(in LogEntry entry)
    {
        if (_block.TryDecode(entry.Payload))
        {
            AddReadings(entry.Offset);
        }
        else
        {
            AddWhole(in entry, LogEventCodec.Decode(entry.Payload));
        }
    }

    /// <summary>All rows in the file's order.</summary>
    public IEnumerable<FactsRow> Sorted()
    {
        int[] ranks = Ranks();
        var keys = new (UInt128 Series, long At, int Row)[_rows.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            var row = _rows[i];
            var series = ((UInt128)(byte)_entries[row.Entry].Kind << 96) | ((UInt128)Rank(row.Mv) << 64) | ((UInt128)Rank(row.Platform) << 32) | Rank(row.Source);
            keys[i] = (series, row.At ?? -1, i);
        }

        Array.Sort(keys);
        return keys.Select(key => _rows[key.Row]);

        // What is not there comes first.
        uint Rank(int text) => text < 0 ? 0 : (uint)ranks[text] + 1;
    }

    /// <summary>The entry of a row.</summary>
    public FactsEntry Entry(in FactsRow row) => _entries[row.Entry];

    /// <summary>A text of a row; null where it has none.</summary>
    public string? Text(int place) => place < 0 ? null : _texts[place];

    /// <summary>A counter of a row that is a reading; null where it is not reported.</summary>
    public long? Value(in FactsRow row, int counter) => row.Values >= 0 && _values[row.Values + counter] is var value and not Counters.Absent ? value : null;

    private void AddReadings(long offset)
    {
        _entries.Add(new(EventKind.CountersObserved, offset, _block.Batch, null, null));
        if (_block.Count == 0)
        {
            _rows.Add(FactsRow.WithoutReading(_entries.Count - 1));
            return;
        }

        if (_placeOf.Length < _block.TextCount)
        {
            _placeOf = new int[_block.TextCount * 2];
        }

        for (int text = 0; text < _block.TextCount; text++)
        {
            _placeOf[text] = Place(_block.TextOf(text));
        }

        for (int i = 0; i < _block.Count; i++)
        {
            _rows.Add(new(_entries.Count - 1, i, _placeOf[_block.Mv[i]], _placeOf[_block.Platform[i]], _placeOf[_block.Source[i]], _block.At[i], _values.Count));
            _values.AddRange(_block.Values.AsSpan(i * Counters.Count, Counters.Count));
        }
    }

    private void AddWhole(in LogEntry entry, LogEvent happened)
    {
        var row = FactsRow.WithoutReading(_entries.Count);
        byte[] body = entry.Payload.ToArray();
        switch (happened)
        {
            case LogEvent.RowsQuarantined e:
                _entries.Add(new(EventKind.RowsQuarantined, entry.Offset, e.Batch, null, body));
                break;
            case LogEvent.MvRecorded e:
                _entries.Add(new(EventKind.MvRecorded, entry.Offset, null, e.Record.Version, body));
                row = row with { Mv = Place(e.Record.Entry.Id) };
                break;
            case LogEvent.EpochDeclared e:
                _entries.Add(new(EventKind.EpochDeclared, entry.Offset, null, null, body));
                row = row with { Platform = Place(e.Epoch.Platform) };
                break;
            default:
                throw new ArgumentException($"No form is known for {happened.GetType()}.", nameof(happened));
        }

        _rows.Add(row);
    }

    private int Place(string text)
    {
        if (_places.TryGetValue(text, out int place))
        {
            return place;
        }

        // DuckDB's client would cut the text there without a word.
        if (!FactsQueries.CanBe(text))
        {
            throw new InvalidDataException("An id of the log holds a zero character, which facts can't keep. Ids are checked for control characters where they come in.");
        }

        _places.Add(text, _texts.Count);
        _texts.Add(text);
        return _texts.Count - 1;
    }

    /// <summary>Each text's place in the order of their UTF-8 bytes.</summary>
    private int[] Ranks()
    {
        byte[][] bytes = [.. _texts.Select(System.Text.Encoding.UTF8.GetBytes)];
        int[] order = [.. Enumerable.Range(0, bytes.Length)];
        Array.Sort(order, (a, b) => bytes[a].AsSpan().SequenceCompareTo(bytes[b]));
        int[] ranks = new int[order.Length];
        for (int rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return ranks;
    }
}
