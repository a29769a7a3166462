using System.Text;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Tests.Unit.Storage.Facts;

/// <summary>What the store must answer, from the entries in memory.</summary>
internal static class FactsTally
{
    /// <summary>All readings, by series, instant, offset and ordinal; texts by their UTF-8 bytes.</summary>
    public static List<FactReading> Readings(IEnumerable<LogEntry> entries, long upTo)
    {
        var readings = new List<FactReading>();
        foreach (var entry in entries.Where(e => e.Offset <= upTo))
        {
            if (LogEventCodec.Decode(entry.Payload) is LogEvent.CountersObserved observed)
            {
                readings.AddRange(observed.Readings.Select((r, i) => new FactReading(
                    new(r.Mv, r.Platform, r.Source), r.ObservedAt.UtcTicks, r.Counters, entry.Offset, i, observed.Batch.Id, observed.Batch.ReceivedAt.UtcTicks)));
            }
        }

        return
        [
            .. readings
                .OrderBy(static r => r.Series.Mv, Utf8.Instance)
                .ThenBy(static r => r.Series.Platform, Utf8.Instance)
                .ThenBy(static r => r.Series.Source, Utf8.Instance)
                .ThenBy(static r => r.At)
                .ThenBy(static r => r.Offset)
                .ThenBy(static r => r.Ordinal),
        ];
    }

    /// <summary>Versions of an MV's record, encoded.</summary>
    public static List<(long Offset, string Record)> Records(IEnumerable<LogEntry> entries, string mv, long upTo) =>
    [
        .. entries.Where(e => e.Offset <= upTo)
            .Where(e => LogEventCodec.Decode(e.Payload) is LogEvent.MvRecorded recorded && recorded.Record.Entry.Id == mv)
            .Select(static e => (e.Offset, Convert.ToHexString(e.Payload.Span))),
    ];

    /// <summary>A record as it stands in the log.</summary>
    public static string Encoded(MvRecord record) => Convert.ToHexString(LogEventCodec.Encode(new LogEvent.MvRecorded(record)));

    private sealed class Utf8 : IComparer<string>
    {
        public static readonly Utf8 Instance = new();

        public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y!));
    }
}
