namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>What <c>gateway observe</c> was asked for.</summary>
internal sealed record ObserveArguments(
    string File, Uri Server, IReadOnlyList<string> Map, IReadOnlyList<string> Set, string? Zone, bool Json, string? Quarantine,
    string? Format = null, string? Key = null)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"{File} to {Server}";
}
