using System.Text.Json.Nodes;

namespace MediaAnalytics.Tests.Cluster.Chaos;

/// <summary>What a gateway says of its health. It stays in service, with status 200, while a partition does not answer, and says so in its answer alone.</summary>
internal static class GatewayHealth
{
    /// <summary>Whether it is ready and every partition answers it.</summary>
    public static async Task<bool> IsHealthyAsync(HttpClient gateway, CancellationToken cancellation) => IsHealthy(await ReadAsync(gateway, cancellation));

    /// <summary>Whether an answer says that.</summary>
    public static bool IsHealthy(string answer) => (string?)JsonNode.Parse(answer)!["status"] == "Healthy";

    /// <summary>The whole answer.</summary>
    public static async Task<string> ReadAsync(HttpClient gateway, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await gateway.GetAsync("health/ready", cancellation);
        return await response.Content.ReadAsStringAsync(cancellation);
    }
}
