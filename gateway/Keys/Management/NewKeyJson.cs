namespace MediaAnalytics.Gateway.Keys.Management;

/// <summary>The body of <c>POST /v1/keys</c>.</summary>
/// <param name="Name">What the key is for; 1 to 100 characters.</param>
/// <param name="Scopes">Some of read, ingest, admin.</param>
/// <param name="ExpiresInDays">After how many days it ends by itself, 1 to 3650; null: never.</param>
internal sealed record NewKeyJson(string? Name = null, string[]? Scopes = null, int? ExpiresInDays = null);
