namespace MediaAnalytics.Contracts.Auditing;

/// <summary>Something that a check found to disagree.</summary>
/// <param name="Code">What kind of thing, stable: <c>facts.file</c>, <c>series.figure</c>, …</param>
/// <param name="Message">What, where, and what each side says.</param>
/// <param name="Mv">The MV; null where it is not about one.</param>
/// <param name="Platform">The platform; null where it is not about a series.</param>
/// <param name="Source">The source; null where it is not about a series.</param>
/// <param name="Counter">The counter, lower case; null where it is not about one.</param>
/// <param name="Figure">The figure that differs, as in <c>net</c>; null where none is compared.</param>
/// <param name="Facts">What the facts give; null where the figure is no number, or they have none.</param>
/// <param name="Memory">What memory says; null where the figure is no number, or it has none.</param>
[GenerateSerializer, Immutable, Alias("ma.AuditFinding")]
public sealed record AuditFinding(
    [property: Id(0)] string Code,
    [property: Id(1)] string Message,
    [property: Id(2)] string? Mv = null,
    [property: Id(3)] string? Platform = null,
    [property: Id(4)] string? Source = null,
    [property: Id(5)] string? Counter = null,
    [property: Id(6)] string? Figure = null,
    [property: Id(7)] long? Facts = null,
    [property: Id(8)] long? Memory = null);
