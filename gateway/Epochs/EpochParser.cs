using System.Text;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Observations;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Epochs;

/// <summary>Checks a declared break of definition, by the rules that readings have.</summary>
internal static class EpochParser
{
    /// <summary>Longest note, in UTF-16 units.</summary>
    public const int NoteLength = 1_000;

    private static readonly TimeSpan FutureAllowed = TimeSpan.FromDays(400);

    /// <summary>The epoch, or a code and a reason.</summary>
    public static (DefinitionEpoch? Epoch, (string Code, string Reason)? Problem) Parse(EpochRequestJson request, TimeZoneInfo zone, DateTimeOffset now)
    {
#pragma warning disable CA1308 // Platforms are written in lower case.
        string platform = RowText.Clean(request.Platform ?? "").ToLowerInvariant(), note = RowText.Clean(request.Note ?? "");
#pragma warning restore CA1308
        Counter[] counters = [.. (request.Counters ?? ["views"]).Select(CounterOf).OfType<Counter>().Distinct().Order()];
        bool reads = new InstantParser(zone).TryParse(Encoding.UTF8.GetBytes(request.At?.Trim() ?? ""), out DateTimeOffset at);
        (string, string)? problem =
            platform.Length is 0 or > CatalogueLimits.NameLength || RowText.HasControl(platform)
                ? ("epoch.platform", $"platform is needed: 1 to {CatalogueLimits.NameLength} characters and no control characters.")
            : !reads ? ("epoch.at", "at is needed: write RFC 3339 with an offset, as in 2025-03-31T00:00:00Z, or a date, as in 2025-03-31.")
            : at < ReadingParser.Earliest ? ("epoch.at", "at is before 1990.")
            : at > now + FutureAllowed ? ("epoch.at", $"at is more than {FutureAllowed.TotalDays:0} days in the future of the server's clock.")
            : counters.Length == 0 || request.Counters?.Any(name => CounterOf(name) is null) == true
                ? ("epoch.counters", "counters must be one or more of impressions, clicks, views, likes, comments, shares.")
            : note.Length > NoteLength || RowText.HasControl(note) ? ("epoch.note", $"note may have {NoteLength} characters and no control characters.")
            : request.Id == Guid.Empty ? ("epoch.id", "id must be a UUID of your own making, not all zeros; leave it out to have one made.")
            : null;
        return problem is not null
            ? (null, problem)
            : (new() { Id = request.Id ?? Guid.CreateVersion7(now), Platform = platform, Counters = counters, At = at, Note = note, DeclaredAt = now }, null);
    }

    private static Counter? CounterOf(string? name) => name is null ? null : ReadingFields.CounterOf(name);
}
