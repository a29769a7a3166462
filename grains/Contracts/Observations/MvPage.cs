namespace MediaAnalytics.Contracts.Observations;

/// <summary>Some of a partition's catalogued MVs, in an order that holds while its epoch does.</summary>
/// <param name="Epoch">The activation's epoch: where it is another than that of the page before, the walk begins anew.</param>
/// <param name="Recognised">Those with a recognised genre.</param>
/// <param name="UnderWay">How many others are being decoded or recognised.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
[GenerateSerializer, Immutable, Alias("ma.MvPage")]
public sealed record MvPage(
    [property: Id(0)] long Epoch, [property: Id(1)] string[] Recognised, [property: Id(2)] int UnderWay, [property: Id(3)] int? Next);
