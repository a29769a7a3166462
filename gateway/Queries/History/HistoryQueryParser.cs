using System.Text;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>Reads what is asked of a history from a URL's parameters.</summary>
internal static class HistoryQueryParser
{
    private const int MaxPlatforms = 100;

    /// <summary>The query, or a code and a reason.</summary>
    public static (HistoryQuery? Query, (string Code, string Reason)? Problem) Parse(HistoryParameters parameters)
    {
        string[] platforms = Platforms(parameters.Platform);
        string unit = parameters.Granularity ?? nameof(HistoryGranularity.Day);
        bool granular = Enum.TryParse(unit, ignoreCase: true, out HistoryGranularity granularity) && unit.All(char.IsAsciiLetter);
        TimeZoneInfo? zone = TimeZoneInfo.Utc;
        if (parameters.Zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(parameters.Zone, out zone))
            return (null, ("history.zone", "zone must be an IANA time zone, as in Asia/Shanghai."));

        bool fromReads = TryInstant(parameters.From, zone, 0, out long from), toReads = TryInstant(parameters.To, zone, DateTime.MaxValue.Ticks, out long to);
        (string, string)? problem =
            platforms.Length > MaxPlatforms ? ("history.platform", $"platform takes at most {MaxPlatforms} names, comma-separated.")
            : !granular ? ("history.granularity", "granularity must be one of minute, hour, day, week, month, none (a row for each instant).")
            : !fromReads ? ("history.from", Instant("from"))
            : !toReads ? ("history.to", Instant("to"))
            : from >= to ? ("history.range", "from must be before to: from is the first instant in the answer, to the first after it.")
            : parameters.AcrossEpochs is not (null or "true" or "false") ? ("history.acrossEpochs", "acrossEpochs must be true or false.")
            : parameters.Format is not (null or "json" or "csv") ? ("history.format", "format must be json or csv.")
            : null;
        return problem is not null
            ? (null, problem)
            : (new()
            {
                Platforms = platforms,
                From = from,
                To = to,
                Granularity = granularity,
                Zone = zone.Id,
                AcrossEpochs = parameters.AcrossEpochs == "true",
            }, null);
    }

    private static string[] Platforms(string? names) =>
#pragma warning disable CA1308 // Platforms are written in lower case.
        [.. (names ?? "").Split(',').Select(name => RowText.Clean(name).ToLowerInvariant()).Where(name => name.Length > 0).Distinct()];
#pragma warning restore CA1308

    private static bool TryInstant(string? text, TimeZoneInfo zone, long otherwise, out long ticks)
    {
        ticks = otherwise;
        if (string.IsNullOrWhiteSpace(text))
            return true;
        bool reads = new InstantParser(zone).TryParse(Encoding.UTF8.GetBytes(text.Trim()), out DateTimeOffset instant);
        ticks = instant.UtcTicks;
        return reads;
    }

    private static string Instant(string name) =>
        $"{name} must be RFC 3339 with an offset, as in 2025-03-31T00:00:00Z (in a URL a + is written %2B), or a date, as in 2025-03-31.";
}
