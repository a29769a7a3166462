using System.Net;
using System.Text.Json.Nodes;
using MediaAnalytics.Contracts.Observations;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Gateway.Hosting;

/// <summary>What trouble of a partition makes of readiness, and what strangers hear of it.</summary>
public sealed class PartitionsHealthTests
{
    private const string Secret = "/data/facts/3.parquet at 10.0.0.7:6379";

    [Theory]
    [InlineData(true, HttpStatusCode.OK, "Degraded")]
    [InlineData(false, HttpStatusCode.ServiceUnavailable, "Unhealthy")]
    public async Task TroubleAfterAllHaveAnsweredOnceDoesNotTakeAGatewayOutOfService(bool once, HttpStatusCode troubled, string word)
    {
        await using OwnServer server = await OwnServer.StartAsync(apart: false, once);
        for (int partition = 0; partition < 3; partition++)
            server.Progress.Report(Status(partition, null));
        server.Progress.Fail(3, Secret);
        await SeeAsync(server, HttpStatusCode.ServiceUnavailable, "Unhealthy", "partition 3: does not answer");
        server.Progress.Report(Status(3, null));
        await SeeAsync(server, HttpStatusCode.OK, "Healthy", "all partitions answer");
        server.Progress.Fail(3, Secret);
        await SeeAsync(server, troubled, word, "partition 3: does not answer");
        server.Progress.Report(Status(1, Secret));
        await SeeAsync(server, troubled, word, "partition 1: can't go on; partition 3: does not answer");
        server.Progress.Report(Status(1, null));
        server.Progress.Report(Status(3, null));
        await SeeAsync(server, HttpStatusCode.OK, "Healthy", "all partitions answer");
    }

    private static PartitionStatus Status(int partition, string? trouble) =>
        new(partition, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, trouble, new(true, false, null, 0, 0, false));

    private static async Task SeeAsync(OwnServer server, HttpStatusCode status, string word, string said)
    {
        (HttpStatusCode answered, string body) = await server.GetAsync(server.Api, "/health/ready");
        JsonNode check = JsonNode.Parse(body)!["checks"]!["partitions"]!;
        Assert.Equal((status, word, said), (answered, (string?)check["status"], (string?)check["description"]));
        Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
    }
}
