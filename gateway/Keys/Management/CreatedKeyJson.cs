namespace MediaAnalytics.Gateway.Keys.Management;

/// <summary>A new key.</summary>
/// <param name="Key">The key itself. It is shown here, and never again.</param>
/// <param name="Record">What the server keeps of it.</param>
internal sealed record CreatedKeyJson(string Key, KeyJson Record);
