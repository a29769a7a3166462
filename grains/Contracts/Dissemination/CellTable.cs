namespace MediaAnalytics.Contracts.Dissemination;

/// <summary>A partition's whole cell table: absolute, so a receiver replaces what it had and drops what is older by (epoch, sequence).</summary>
/// <param name="Partition">Whose.</param>
/// <param name="Epoch">The publishing activation's epoch.</param>
/// <param name="Sequence">Counts the activation's publications.</param>
/// <param name="Offset">Newest log offset that the table reflects.</param>
/// <param name="At">When it was computed; the windows end here.</param>
/// <param name="Cells">The cells.</param>
/// <param name="Overview">The partition's part of the overview.</param>
/// <param name="WindowsSince">Where the windows reach back less than a day: what came before this instant is missing from them; else null.</param>
/// <param name="Manifest">Revision of the manifest that a table of the past was rebuilt from; null for the present one.</param>
[GenerateSerializer, Immutable, Alias("ma.CellTable")]
public sealed record CellTable(
    [property: Id(0)] int Partition,
    [property: Id(1)] long Epoch,
    [property: Id(2)] long Sequence,
    [property: Id(3)] long Offset,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] Cell[] Cells,
    [property: Id(6)] Overview Overview,
    [property: Id(7)] DateTimeOffset? WindowsSince = null,
    [property: Id(8)] long? Manifest = null);
