using System.Security.Claims;
using System.Text.Json.Nodes;
using MediaAnalytics.Contracts.Keys;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Keys.Authentication;
using MediaAnalytics.Gateway.Keys.Ring;
using MediaAnalytics.Gateway.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Hosting;

/// <summary>Who hears what of what is not ready.</summary>
public sealed class HealthJsonTests
{
    private const int ApiPort = 8080, TelemetryPort = 9090;

    [Theory]
    [InlineData("", ApiPort, false)]
    [InlineData("ingest", ApiPort, false)]
    [InlineData("read", ApiPort, true)]
    [InlineData("read", TelemetryPort, true)]
    [InlineData("admin", ApiPort, true)]
    [InlineData("everyone", ApiPort, true)]
    [InlineData("everyone", TelemetryPort, false)]
    public async Task OnlyWhoMayReadHearsTheWordsOfStoresAndFiles(string holder, int port, bool whole)
    {
        const string Secret = "/data/facts/3.parquet";
        KeyHolder? asking = holder switch
        {
            "" => null,
            "everyone" => KeyHolder.Everyone,
            _ => new("id", holder, Enum.Parse<ApiKeyScopes>(holder, ignoreCase: true)),
        };
        using var body = new MemoryStream();
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddSingleton(new TelemetryAddresses($"http://*:{TelemetryPort}")).BuildServiceProvider(),
            User = asking is null ? new() : new ClaimsPrincipal(new KeyIdentity(asking)),
        };
        context.Connection.LocalPort = port;
        context.Response.Body = body;
        var entries = new Dictionary<string, HealthReportEntry>
        {
            ["partitions"] = new(HealthStatus.Degraded, "partition 3: can't go on", TimeSpan.Zero, null, new Dictionary<string, object> { [HealthJson.Whole] = Secret }),
            ["thrown"] = new(HealthStatus.Unhealthy, Secret, TimeSpan.Zero, new IOException(Secret), null),
        };
        await HealthJson.WriteAsync(context, new(entries, TimeSpan.Zero));
        JsonNode checks = JsonNode.Parse(body.ToArray())!["checks"]!;
        Assert.Equal(whole ? Secret : "partition 3: can't go on", (string?)checks["partitions"]!["description"]);
        Assert.Equal(whole ? Secret : "the check failed", (string?)checks["thrown"]!["description"]);
    }
}
