using System.Globalization;
using System.Text;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>A history as a table: a line for each platform, row and counter.</summary>
internal static class HistoryCsv
{
    /// <summary>Its media type.</summary>
    public const string Type = "text/csv";

    /// <summary>The table, with a header line.</summary>
    public static string Of(string mv, MvHistory history)
    {
        var csv = new StringBuilder();
        CsvText.AppendRow(
            csv, "mv", "platform", "source", "counter", "from", "to", "revision", "gained", "removed", "net", "gross", "readings", "corrections", "resets",
            "stale", "breaks", "provisional");
        foreach (PlatformHistory platform in history.Platforms)
        {
            var sources = platform.Counted.ToDictionary(counted => counted.Counter, counted => counted.Source);
            foreach (HistoryBucket bucket in platform.Buckets)
            {
                foreach (CounterChange change in bucket.Counters)
                {
                    CsvText.AppendRow(
                        csv, mv, platform.Platform, sources[change.Counter], ReadingFields.NameOf(change.Counter), Text(bucket.From), Text(bucket.To),
                        Text(bucket.Revision), Text(change.Rises), Text(change.Falls), Text(change.Net), Text(change.Gross), Text(change.Readings),
                        Text(change.Corrections), Text(change.Resets), Text(change.Stale), Text(change.Breaks), change.Provisional ? "true" : "false");
                }
            }
        }

        return csv.ToString();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture);
}
