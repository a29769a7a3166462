namespace MediaAnalytics.Gateway.Keys.Sessions;

/// <summary>The body of <c>POST /v1/session</c>.</summary>
/// <param name="Key">An API key.</param>
internal sealed record SignInJson(string? Key);
