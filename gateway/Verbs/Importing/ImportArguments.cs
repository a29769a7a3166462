namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>What <c>gateway import</c> was asked for.</summary>
internal sealed record ImportArguments(string File, string? Media, Uri Server, bool DryRun, bool Json, string? Quarantine, string? Key = null)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"{File} to {Server}";
}
