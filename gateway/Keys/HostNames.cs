namespace MediaAnalytics.Gateway.Keys;

/// <summary>
/// Which names in a request's <c>Host</c> header are answered to. Without keys a page of another site could have its own name resolve to this machine
/// (DNS rebinding) and ask as if it were ours: so only loopback names, and those that the configuration adds. With keys it has none to show.
/// </summary>
internal static class HostNames
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The names.</summary>
    /// <param name="configured">AllowedHosts of the configuration: names separated by <c>;</c>, or null.</param>
    /// <param name="keys">Whether keys are asked for.</param>
    public static IList<string> Answered(string? configured, KeysOptions keys)
    {
        string[] names = configured?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return keys.Required
            ? names.Length > 0 ? names : ["*"]
            : [.. Loopback, .. names.Where(name => !name.StartsWith('*') && name is not ("+" or "0.0.0.0" or "[::]"))];
    }
}
