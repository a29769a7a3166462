namespace MediaAnalytics.Contracts.Auditing;

/// <summary>One full check of a partition: its facts folded again and compared with what it holds in memory.</summary>
/// <param name="StartedAt">When; it compares the state of this instant.</param>
/// <param name="Took">How long.</param>
/// <param name="Offset">Newest log offset compared.</param>
/// <param name="Readings">Raw readings folded again.</param>
/// <param name="Series">Series compared.</param>
/// <param name="Mvs">MVs whose record was compared.</param>
/// <param name="Files">Facts files whose hash was checked.</param>
/// <param name="Bytes">Their size together.</param>
/// <param name="FindingCount">How many findings there are.</param>
/// <param name="Findings">The first of them, at most <see cref="MostFindings"/>.</param>
/// <param name="Trouble">Why it could not be finished; null where it was. Then what it did not reach is not known to be right.</param>
[GenerateSerializer, Immutable, Alias("ma.AuditCheck")]
public sealed record AuditCheck(
    [property: Id(0)] DateTimeOffset StartedAt,
    [property: Id(1)] TimeSpan Took,
    [property: Id(2)] long Offset,
    [property: Id(3)] long Readings,
    [property: Id(4)] long Series,
    [property: Id(5)] long Mvs,
    [property: Id(6)] int Files,
    [property: Id(7)] long Bytes,
    [property: Id(8)] long FindingCount,
    [property: Id(9)] AuditFinding[] Findings,
    [property: Id(10)] string? Trouble)
{
    /// <summary>Most findings that a check lists.</summary>
    public const int MostFindings = 20;
}
