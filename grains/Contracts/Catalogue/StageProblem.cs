namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>Why a stage failed last, or gave up.</summary>
/// <param name="Stage">The stage that failed.</param>
/// <param name="Code">Stable code, e.g. <c>media.noSound</c>.</param>
/// <param name="Message">What happened and what to do about it.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="At">When it failed last.</param>
[GenerateSerializer, Immutable, Alias("ma.StageProblem")]
public sealed record StageProblem(
    [property: Id(0)] MvStage Stage,
    [property: Id(1)] string Code,
    [property: Id(2)] string Message,
    [property: Id(3)] int Attempts,
    [property: Id(4)] DateTimeOffset At);
