namespace MediaAnalytics.Gateway.Verbs.Models;

/// <summary>What <c>gateway model</c> is asked: a file to serve, or null for the silos' own model; or only the status.</summary>
internal sealed record ModelArguments(string? File, bool Status, bool Json, Uri Server, string? Key)
{
    /// <summary>Without the key.</summary>
    public override string ToString() => $"{nameof(ModelArguments)} {{ File = {File}, Status = {Status}, Server = {Server} }}";
}
