using System.Globalization;
using System.Runtime.CompilerServices;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Verbs.Observing.Reach;

/// <summary>
/// Turns YouTube's reach report into batches of cumulative readings. They are in the order of their days, to be sent one batch after the other, so that
/// a run that was stopped left no day out before the newest that the server knows.
/// </summary>
internal sealed class ReachRows : IReadingRows
{
    private const string Platform = "youtube", Source = ReachReport.Format, Zone = "America/Los_Angeles", MvColumn = "video_id";

    private readonly InstantParser _days = new(TimeZoneInfo.FindSystemTimeZoneById(Zone));
    private readonly BatchWriter _batch = new();
    private readonly ReachReport _report;
    private readonly NewestReadings _newest;

    /// <param name="names">What <see cref="Names"/> answered.</param>
    /// <param name="newest">Asks the server.</param>
    /// <param name="time">Says which day is today.</param>
    public ReachRows(FieldMap names, NewestReadings newest, TimeProvider time)
    {
        _report = new(names.Column(ReadingField.Mv)!, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        _newest = newest;
    }

    public long Rows => _report.Count;

    public List<QuarantinedRow> Quarantined { get; } = [];

    /// <summary>Rows that were not sent, since the server knows their day or a later one of their video.</summary>
    public long Known { get; private set; }

    /// <summary>What the report calls the readings' fields.</summary>
    /// <exception cref="ClientFault">More is asked for than another column for the MV.</exception>
    public static FieldMap Names(ObserveArguments arguments) =>
        arguments.Set.Count > 0 || arguments.Zone is not null || arguments.Map.Any(map => !map.StartsWith("mv=", StringComparison.Ordinal))
            ? throw new ClientFault($"--format {ReachReport.Format} says itself what the columns are: only --map mv=COLUMN goes with it.")
            : new(["observedAt=date", "impressions=video_thumbnail_impressions", "clicks=video_thumbnail_impressions_ctr",
                .. arguments.Map.Count > 0 ? arguments.Map : [$"mv={MvColumn}"]], []);

    public async IAsyncEnumerable<RowBatch> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (ReachRow reading in await ReadingsAsync(stream, cancellation))
        {
            _batch.BeginRow(reading.Line);
            _batch.Write(ReadingField.Mv, reading.Mv);
            _batch.Write(ReadingField.Platform, Platform);
            _batch.Write(ReadingField.Source, Source);
            _batch.Write(ReadingField.ObservedAt, EndOf(reading.Day).ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture));
            _batch.Write(ReadingField.Impressions, reading.Impressions.ToString(CultureInfo.InvariantCulture));
            _batch.Write(ReadingField.Clicks, reading.Clicks.ToString(CultureInfo.InvariantCulture));
            _batch.EndRow();
            if (_batch.IsFull) yield return _batch.Take();
        }

        if (!_batch.IsEmpty) yield return _batch.Take();
    }

    public void Dispose() => _batch.Dispose();

    private async Task<IEnumerable<ReachRow>> ReadingsAsync(Stream stream, CancellationToken cancellation)
    {
        IReadOnlyList<ReachRow> rows = await _report.ReadAsync(stream, cancellation);
        Quarantined.AddRange(_report.Faults.Select(fault => fault.Row));
        ILookup<string, ReachFault> faults = _report.Faults.Where(fault => fault.Mv is not null).ToLookup(fault => fault.Mv!, StringComparer.Ordinal);
        IGrouping<string, ReachRow>[] videos = [.. rows.GroupBy(row => row.Mv, StringComparer.Ordinal)];
        // An id that the server would refuse has no readings there: its rows go, and come back with the reason.
        string[] asked = [.. videos.Select(video => video.Key).Where(mv => mv.Length <= CatalogueLimits.IdLength && !RowText.HasControl(mv))];
        IReadOnlyDictionary<string, NewestReadingJson> newest = await _newest.AskAsync(asked, Platform, Source, cancellation);
        var readings = new List<ReachRow>();
        foreach (IGrouping<string, ReachRow> video in videos)
        {
            (List<ReachRow> own, long known, List<QuarantinedRow> heldBack) = ReachSeries.Of(video, faults[video.Key], newest.GetValueOrDefault(video.Key), EndOf);
            readings.AddRange(own);
            Known += known;
            Quarantined.AddRange(heldBack);
        }

        return readings.OrderBy(reading => reading.Day).ThenBy(reading => reading.Mv, StringComparer.Ordinal);
    }

    /// <summary>The end of a day in Pacific Time: the first instant of the next.</summary>
    private DateTimeOffset EndOf(DateOnly day) => _days.StartOf(day.AddDays(1));
}
