using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Gateway.Epochs;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>An input behind an MV's numbers: one of the three.</summary>
/// <param name="Offset">The log entry.</param>
/// <param name="Ordinal">Its place in that, from 0.</param>
/// <param name="Reading">A reading as it came.</param>
/// <param name="Record">A version of the MV's record.</param>
/// <param name="Epoch">A break of definition on one of the MV's platforms.</param>
public sealed record InputJson(long Offset, int Ordinal, ReadingInputJson? Reading, RecordInputJson? Record, EpochJson? Epoch)
{
    internal static InputJson Of(ExplainedInput input) => new(
        input.Place.Offset, input.Place.Ordinal,
        input.Reading is null ? null : ReadingInputJson.Of(input.Reading),
        input.Record is null ? null : RecordInputJson.Of(input.Record),
        input.Epoch is null ? null : EpochJson.Of(input.Epoch));
}
