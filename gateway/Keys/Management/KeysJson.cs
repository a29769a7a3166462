namespace MediaAnalytics.Gateway.Keys.Management;

/// <summary>All keys, by the time they were made; ended ones too.</summary>
internal sealed record KeysJson(KeyJson[] Keys);
