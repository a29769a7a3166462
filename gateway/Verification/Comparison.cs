namespace MediaAnalytics.Gateway.Verification;

/// <summary>One figure of the simulator's tally beside the server's.</summary>
/// <param name="Group">What it is summed over, e.g. <c>platform youtube</c>.</param>
/// <param name="Figure">Its name, e.g. <c>views net</c>.</param>
/// <param name="Tally">What it must be.</param>
/// <param name="Server">What the server says; null where it has no such row.</param>
internal sealed record Comparison(string Group, string Figure, double? Tally, double? Server)
{
    /// <summary>Whether both say the same. Whole numbers below 2^53 compare exactly.</summary>
    public bool Equal => Tally.Equals(Server);
}
