using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Epochs;

/// <summary>A platform's declared break of definition.</summary>
/// <param name="Id">The declaration.</param>
/// <param name="Platform">The platform's name, lower case.</param>
/// <param name="At">The first instant of the new meaning.</param>
/// <param name="Counters">The counters that mean something else.</param>
/// <param name="Note">What changed, in words.</param>
/// <param name="DeclaredAt">When it was declared.</param>
public sealed record EpochJson(Guid Id, string Platform, DateTimeOffset At, string[] Counters, string Note, DateTimeOffset DeclaredAt)
{
    internal static EpochJson Of(DefinitionEpoch epoch) => new(
        epoch.Id, epoch.Platform, epoch.At, [.. epoch.Counters.Select(ReadingFields.NameOf)], epoch.Note, epoch.DeclaredAt);
}
