namespace MediaAnalytics.Contracts.Placement;

/// <summary>One silo.</summary>
/// <param name="Name">Its name: machine and port in a cluster.</param>
/// <param name="Address">Address and port that the other silos reach it at.</param>
/// <param name="Status">Whether it works, is coming or is going.</param>
/// <param name="Roles">What it does; empty until it has told.</param>
/// <param name="Accelerator">What it infers on, cpu or cuda; null where it does not infer, or has not told.</param>
/// <param name="Since">When its process started; null until it has told.</param>
[GenerateSerializer, Immutable, Alias("ma.SiloReport")]
public sealed record SiloReport(
    [property: Id(0)] string Name,
    [property: Id(1)] string Address,
    [property: Id(2)] SiloStatus Status,
    [property: Id(3)] string[] Roles,
    [property: Id(4)] string? Accelerator,
    [property: Id(5)] DateTimeOffset? Since);
