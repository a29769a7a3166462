using System.Net;
using MediaAnalytics.Gateway.Hosting;
using MediaAnalytics.Gateway.Keys;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Hosting;

/// <summary>Health and metrics can be kept off the addresses that an ingress publishes.</summary>
public sealed class TelemetryAddressesTests
{
    private static readonly string[] Paths = ["/health/live", "/health/ready", "/metrics"];

    [Fact]
    public async Task HealthAndMetricsAreServedOnTheirOwnAddressesAndTheApiOnItsOwn()
    {
        await using OwnServer server = await OwnServer.StartAsync(apart: true);
        foreach (string path in Paths)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(server.Api, path)).Status);
            // What a caller writes into Host changes nothing.
            Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(server.Api, path, server.Telemetry)).Status);
            Assert.NotEqual(HttpStatusCode.NotFound, (await server.GetAsync(server.Telemetry, path)).Status);
        }

        Assert.Equal((HttpStatusCode.OK, "answer"), await server.GetAsync(server.Api, "/api"));
        foreach (string path in (string[])["/api", "/", "/nowhere"])
            Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync(server.Telemetry, path, server.Api)).Status);
    }

    [Fact]
    public async Task WithoutAddressesOfTheirOwnTheyAreBesideTheApi()
    {
        await using OwnServer server = await OwnServer.StartAsync(apart: false);
        foreach (string path in Paths)
            Assert.NotEqual(HttpStatusCode.NotFound, (await server.GetAsync(server.Api, path)).Status);
        Assert.Equal((HttpStatusCode.OK, "answer"), await server.GetAsync(server.Api, "/api"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("http://*:9090", null)]
    [InlineData("http://0.0.0.0:9090;http://[::]:9090", null)]
    [InlineData("", "is no address with a port")]
    [InlineData("9090", "is no address with a port")]
    [InlineData("http://127.0.0.1:0", "is no address with a port")]
    [InlineData("http://*:8080", "must have other ports than Urls")]
    public void TheyMustBeAddressesWithPortsOfTheirOwn(string? telemetry, string? said)
    {
        string? problem = ListenAddresses.TelemetryProblem(telemetry, "http://127.0.0.1:8080");
        if (said is null)
            Assert.Null(problem);
        else
            Assert.Contains($"Telemetry:Urls: '{telemetry}' {said}", problem, StringComparison.Ordinal);
        var gateway = new GatewayOptions { Telemetry = new() { Urls = telemetry }, Cluster = new() { Redis = "127.0.0.1", Blobs = "UseDevelopmentStorage=true" } };
        Assert.Equal(problem, gateway.Problem());
    }
}
