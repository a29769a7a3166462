namespace MediaAnalytics.Gateway.Verification;

/// <summary>How the MVs with media came out.</summary>
/// <param name="WithMedia">MVs whose catalogue row names media.</param>
/// <param name="Recognised">Of those, MVs with a posterior.</param>
/// <param name="Problems">The others, with what their record says; the first few.</param>
internal sealed record MediaCheck(int WithMedia, int Recognised, IReadOnlyList<string> Problems);
