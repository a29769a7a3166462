using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>A gate that turns some callers away.</summary>
internal sealed class FakeGate : IIntakeGate
{
    /// <summary>How many callers are turned away before the next is let in.</summary>
    public int Refusals { get; set; }

    /// <summary>A real gate, asked instead where there is one.</summary>
    public IIntakeGate? Real { get; set; }

    public bool TryEnter(out TimeSpan retryAfter)
    {
        if (Real is not null)
            return Real.TryEnter(out retryAfter);
        retryAfter = TimeSpan.FromSeconds(1.2);
        return Refusals-- <= 0;
    }
}
