using MediaAnalytics.Gateway.Telemetry;
using OpenTelemetry.Exporter;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Theory]
    [InlineData("http://collector:4317", null, "http://collector:4317/", OtlpExportProtocol.Grpc)]
    [InlineData("http://collector:4318", null, "http://collector:4318/v1/traces", OtlpExportProtocol.HttpProtobuf)]
    [InlineData("https://host/v1/traces", null, "https://host/v1/traces", OtlpExportProtocol.HttpProtobuf)]
    [InlineData("http://127.0.0.1:9999", "http/protobuf", "http://127.0.0.1:9999/v1/traces", OtlpExportProtocol.HttpProtobuf)]
    [InlineData("https://host/own/path", "http/protobuf", "https://host/own/path", OtlpExportProtocol.HttpProtobuf)]
    [InlineData("http://collector:4318", "grpc", "http://collector:4318/", OtlpExportProtocol.Grpc)]
    public void TheProtocolFollowsTheEndpointUnlessItIsSet(string otlp, string? protocol, string endpoint, OtlpExportProtocol expected)
    {
        var options = new TelemetryOptions { Otlp = otlp, Protocol = protocol };
        Assert.Null(options.Problem());
        Assert.Equal((new Uri(endpoint), expected), options.Export);
    }

    [Fact]
    public void NothingIsExportedUnlessItIsSet()
    {
        Assert.Null(new TelemetryOptions().Problem());
        Assert.Null(new TelemetryOptions().Export);
        Assert.Null(new TelemetryOptions { Otlp = "" }.Export);
    }

    [Theory]
    [InlineData("collector:4317", null, 0.05, "Telemetry:Otlp")]
    [InlineData("ftp://collector", null, 0.05, "Telemetry:Otlp")]
    [InlineData("http://collector:4317", "json", 0.05, "Telemetry:Protocol")]
    [InlineData(null, null, 1.1, "Telemetry:SampleRatio must be 0 to 1")]
    [InlineData(null, null, -0.1, "Telemetry:SampleRatio must be 0 to 1")]
    [InlineData(null, null, double.NaN, "Telemetry:SampleRatio must be 0 to 1")]
    public void AProblemNamesItsKey(string? otlp, string? protocol, double ratio, string problem) => Assert.StartsWith(
        problem, new TelemetryOptions { Otlp = otlp, Protocol = protocol, SampleRatio = ratio }.Problem(), StringComparison.Ordinal);
}
