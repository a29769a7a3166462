namespace MediaAnalytics.Gateway.Dashboard.Feed;

/// <summary>Why no snapshot comes, as an event of <c>GET /v1/live</c>.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Message">What happened and what to expect.</param>
/// <param name="Since">When it began.</param>
public sealed record TroubleJson(string Code, string Message, DateTimeOffset Since);
