using Microsoft.Net.Http.Headers;

namespace MediaAnalytics.Gateway.Dashboard.Assets;

/// <summary>One file of the page, as it is served.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="ETag">Strong, from the bytes.</param>
internal sealed record Asset(byte[] Content, string ContentType, EntityTagHeaderValue ETag);
