using MediaAnalytics.Contracts.Observations.History;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>What <c>GET /v1/mvs/{id}/explain</c> answers.</summary>
/// <param name="Mv">The MV.</param>
/// <param name="Offset">The offset of its partition's log up to which inputs are counted.</param>
/// <param name="InputCount">All inputs, on every page.</param>
/// <param name="Sums">Per platform and counter, how the totals add up.</param>
/// <param name="Inputs">A page of the inputs, in log order.</param>
/// <param name="Next">What to give as after for the next page; null where this is the last.</param>
public sealed record ExplanationJson(
    string Mv, long Offset, int InputCount, IReadOnlyList<CounterSumJson> Sums, IReadOnlyList<InputJson> Inputs, string? Next)
{
    internal static ExplanationJson Of(string mv, MvExplanation explanation) => new(
        mv, explanation.Offset, explanation.InputCount, [.. explanation.Sums.Select(CounterSumJson.Of)], [.. explanation.Inputs.Select(InputJson.Of)],
        explanation.More ? InputCursor.Of(explanation.Inputs[^1].Place) : null);
}
