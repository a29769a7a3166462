using MediaAnalytics.Contracts.Catalogue;

namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>What the whole catalogue is up to.</summary>
/// <param name="Stages">MVs by stage, indexed by <see cref="MvStage"/>; one of another version may be shorter or longer.</param>
/// <param name="Top">MVs that spread fastest: by views gained in the last day, then by views.</param>
/// <param name="Readings">Distinct readings of catalogued MVs.</param>
/// <param name="Corrections">Falls of any counter among them.</param>
[GenerateSerializer, Immutable, Alias("ma.Overview")]
public sealed record Overview(
    [property: Id(0)] long[] Stages,
    [property: Id(1)] TopMv[] Top,
    [property: Id(2)] long Readings,
    [property: Id(3)] long Corrections)
{
    /// <summary>How many MVs <see cref="Top"/> lists at most.</summary>
    public const int TopLength = 20;

    /// <summary>The overview of nothing.</summary>
    public static Overview Empty { get; } = new(new long[MvStages.Count], [], 0, 0);
}
