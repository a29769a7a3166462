using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Verbs.Observing.Reach;

/// <summary>
/// Reads a reach report of the YouTube Reporting API (channel_reach_basic_a1 and its kin): a row a video and day, with the impressions of its thumbnail
/// and the click-through rate as a fraction. Rows that are split further (by device, by traffic source) are summed over; the same row twice counts once;
/// rows that differ in their figures alone are all at fault, whatever their order. One caller at a time.
/// </summary>
internal sealed class ReachReport(string mvColumn, DateOnly today)
{
    /// <summary>What the form is called.</summary>
    public const string Format = "youtube-reach";

    private const string DateColumn = "date", ImpressionsColumn = "video_thumbnail_impressions", RateColumn = "video_thumbnail_impressions_ctr";

    private static readonly DateOnly Earliest = new(2005, 2, 14);

    private readonly CsvFields _fields = new();
    private readonly Dictionary<UInt128, List<ReachRow>> _rows = [];
    private int[] _places = [];
    private int _columns;
    private long _withImpressions, _aboveOne;

    /// <summary>Rows read, good and bad.</summary>
    public long Count { get; private set; }

    /// <summary>The bad rows.</summary>
    public List<ReachFault> Faults { get; } = [];

    /// <summary>Reads a whole report; disposes the stream.</summary>
    /// <returns>The good rows, in no order.</returns>
    /// <exception cref="ClientFault">It is no reach report.</exception>
    public async Task<IReadOnlyList<ReachRow>> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        await using var rows = new RowReader(stream, csv: true);
        if (!await rows.ReadAsync(cancellation)) throw new ClientFault("The file is empty: its first line must name the columns.");
        ReadHeader(rows);
        while (await rows.ReadAsync(cancellation))
        {
            Count++;
            if (Take(rows) is { } fault) Faults.Add(fault);
        }

        if (Count == 0) throw new ClientFault("The file has no rows.");
        if (_aboveOne > 0 && _aboveOne * 2 >= _withImpressions)
            throw new ClientFault($"{RateColumn} is above 1 in {_aboveOne} of {_withImpressions} rows: it looks like per cent. YouTube's report has a fraction, as in 0.051 for 5.1 %: divide by 100. Nothing was sent.");
        foreach (List<ReachRow> same in _rows.Values.Where(same => same.Count > 1)) Faults.AddRange(same.Select(Contradicted));
        return [.. _rows.Values.Where(same => same.Count == 1).Select(same => same[0])];
    }

    private void ReadHeader(RowReader rows)
    {
        if (rows.Fault != RowFault.None || !RowText.IsUtf8(rows.Row.Span))
            throw new ClientFault($"The first line does not name columns in UTF-8, separated by commas: {RowText.Quote(rows.Row.Span)}");
        _fields.Split(rows.Row);
        _columns = _fields.Count;
        string[] names = [.. Enumerable.Range(0, _columns).Select(i => RowText.Clean(_fields.Text(i)))];
        _places = [.. new[] { DateColumn, mvColumn, ImpressionsColumn, RateColumn }.Select(name => Array.FindAll(names, n => n == name).Length == 1
            ? Array.IndexOf(names, name)
            : throw new ClientFault($"A reach report has the column '{name}' once. Columns found: {string.Join(", ", names)}"))];
    }

    private ReachFault? Take(RowReader rows)
    {
        ReachFault Whole(string code, string reason) => new(new(rows.Line, "", RowText.Quote(rows.Row.Span), code, reason), null, null);
        if (rows.Fault == RowFault.TooLong) return Whole("file.rowTooLong", $"longer than {RowReader.MaxRowBytes} bytes");
        if (rows.Fault == RowFault.Quote) return Whole("file.quote", "a quote is not paired: a field that holds a quote must stand in quotes, with its own quotes doubled");
        if (!RowText.IsUtf8(rows.Row.Span)) return Whole("file.encoding", "not UTF-8 text");
        _fields.Split(rows.Row);
        if (_fields.Count != _columns) return Whole("file.fieldCount", $"{_fields.Count} fields where the header has {_columns}");

        string date = Text(0), mv = Text(1), impressionsText = Text(2), rateText = Text(3);
        DateOnly? day = DateOnly.TryParseExact(date, ["yyyyMMdd", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly parsed)
            && parsed >= Earliest && parsed <= today ? parsed : null;
        ReachFault Bad(string column, string value, string code, string reason) =>
            new(new(rows.Line, column, RowText.Quote(value), code, reason), mv.Length > 0 ? mv : null, day);
        if (mv.Length == 0) return Bad(mvColumn, mv, "reading.missing", "mv is needed");
        if (day is null) return Bad(DateColumn, date, "reach.date", $"not a day from {Earliest:yyyyMMdd} to today, written YYYYMMDD, as in 20260131");
        if (CountParser.Parse(Encoding.UTF8.GetBytes(impressionsText), out long impressions) is var (code, reason)) return Bad(ImpressionsColumn, impressionsText, code, reason);
        if (impressions > 0) _withImpressions++;
        decimal rate = 0;
        // Without impressions there is no rate.
        if ((impressions > 0 || rateText.Length > 0) && !decimal.TryParse(rateText, NumberStyles.Float, CultureInfo.InvariantCulture, out rate))
            return Bad(RateColumn, rateText, "reach.rate", "not a number, as in 0.051");
        if (rate > 1) _aboveOne++;
        if (rate is < 0 or > 1) return Bad(RateColumn, rateText, "reach.rate", "a click-through rate is a fraction from 0 to 1, as in 0.051 for 5.1 %");
        long clicks = (long)decimal.Round(impressions * rate, MidpointRounding.AwayFromZero);
        Add(new(rows.Line, mv, day.Value, impressions, clicks));
        return null;
    }

    private void Add(ReachRow row)
    {
        var key = new XxHash128();
        for (int i = 0; i < _columns; i++)
        {
            if (i == _places[2] || i == _places[3]) continue;
            key.Append(MemoryMarshal.AsBytes([_fields.Raw(i).Length]));
            key.Append(_fields.Raw(i));
        }

        ref List<ReachRow>? same = ref CollectionsMarshal.GetValueRefOrAddDefault(_rows, key.GetCurrentHashAsUInt128(), out _);
        same ??= new(1);
        if (!same.Exists(known => known.Impressions == row.Impressions && known.Clicks == row.Clicks)) same.Add(row);
    }

    private static ReachFault Contradicted(ReachRow row) => new(
        new(row.Line, ImpressionsColumn, row.Impressions.ToString(CultureInfo.InvariantCulture), "reach.conflict",
            "several rows of this video and day say different things: keep the one that is right"),
        row.Mv, row.Day);

    private string Text(int place) => RowText.Clean(_fields.Text(_places[place]));
}
