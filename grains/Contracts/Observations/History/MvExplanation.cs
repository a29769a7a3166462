namespace MediaAnalytics.Contracts.Observations.History;

/// <summary>What an MV's numbers are made of: the sums, and a page of the inputs.</summary>
/// <param name="Offset">The log offset up to which inputs are counted.</param>
/// <param name="InputCount">All inputs, on every page.</param>
/// <param name="Sums">Per platform and counter, in that order.</param>
/// <param name="Inputs">A page of the inputs, in log order.</param>
/// <param name="More">Whether inputs follow.</param>
[GenerateSerializer, Immutable, Alias("ma.MvExplanation")]
public sealed record MvExplanation(
    [property: Id(0)] long Offset,
    [property: Id(1)] int InputCount,
    [property: Id(2)] CounterSum[] Sums,
    [property: Id(3)] ExplainedInput[] Inputs,
    [property: Id(4)] bool More);
