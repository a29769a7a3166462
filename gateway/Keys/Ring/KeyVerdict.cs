namespace MediaAnalytics.Gateway.Keys.Ring;

/// <summary>Who someone is, or why that is not accepted: one of the two.</summary>
internal sealed record KeyVerdict(KeyHolder? Holder, KeyRefusal? Refusal)
{
    public static implicit operator KeyVerdict(KeyHolder holder) => new(holder, null);

    public static implicit operator KeyVerdict(KeyRefusal refusal) => new(null, refusal);
}
