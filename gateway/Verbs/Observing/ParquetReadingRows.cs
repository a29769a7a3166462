using System.Runtime.CompilerServices;
using System.Text;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Storage.Rows;
using MediaAnalytics.Storage.Rows.Columnar;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>Turns the rows of a Parquet file into batches, row group by row group. A row's line is its number, from 1.</summary>
internal sealed class ParquetReadingRows(FieldMap map) : IReadingRows
{
    private readonly BatchWriter _batch = new();
    private readonly string?[] _texts = new string?[ReadingFields.Count];

    public long Rows { get; private set; }

    public List<QuarantinedRow> Quarantined { get; } = [];

    public void Dispose() => _batch.Dispose();

    public async IAsyncEnumerable<RowBatch> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using ParquetRows rows = await ParquetRows.OpenAsync(stream, ParquetLimits.File, cancellation);
        int[] places = map.Places([.. rows.Columns.Select(column => RowText.Clean(column.Name))]);
        rows.Select(places.Where(place => place >= 0));
        while (await rows.ReadAsync(cancellation))
        {
            Rows++;
            if (Take(rows, places) is { } problem) Quarantined.Add(problem);
            if (_batch.IsFull) yield return _batch.Take();
        }

        if (!_batch.IsEmpty) yield return _batch.Take();
        else if (Rows == 0) throw new ClientFault("The file has no rows.");
    }

    private QuarantinedRow? Take(ParquetRows rows, int[] places)
    {
        for (int field = 0; field < places.Length; field++)
        {
            _texts[field] = map.Value((ReadingField)field);
            if (places[field] < 0 || !rows.TryText(places[field], out ReadOnlySpan<byte> text)) continue;
            QuarantinedRow Bad(ReadOnlySpan<byte> value, string code, string reason) => new(rows.Row, rows.Columns[places[field]].Name, RowText.Quote(value), code, reason);
            if (text.Length > RowReader.MaxRowBytes) return Bad(text, "file.rowTooLong", $"longer than {RowReader.MaxRowBytes} bytes");
            if (!RowText.IsUtf8(text)) return Bad(text, "file.encoding", "not UTF-8 text");
            _texts[field] = Encoding.UTF8.GetString(text);
        }

        _batch.BeginRow(rows.Row);
        for (int field = 0; field < _texts.Length; field++)
            if (_texts[field] is { } text) _batch.Write((ReadingField)field, text);
        _batch.EndRow();
        return null;
    }
}
