using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Gateway.Epochs;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>One platform's part of an MV's history.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="Sources">By counter, whose readings count.</param>
/// <param name="Epochs">The platform's declared breaks of definition.</param>
/// <param name="Rows">In order of time; spans without readings are left out: nothing changed in them.</param>
public sealed record PlatformHistoryJson(
    string Platform, IReadOnlyDictionary<string, string> Sources, IReadOnlyList<EpochJson> Epochs, IReadOnlyList<HistoryRowJson> Rows)
{
    internal static PlatformHistoryJson Of(PlatformHistory history) => new(
        history.Platform, history.Counted.ToDictionary(counted => ReadingFields.NameOf(counted.Counter), counted => counted.Source),
        [.. history.Epochs.Select(EpochJson.Of)], [.. history.Buckets.Select(HistoryRowJson.Of)]);
}
