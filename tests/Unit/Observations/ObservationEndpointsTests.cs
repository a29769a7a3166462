using System.Net;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Observations;

public sealed class ObservationEndpointsTests
{
    private const string Lines = "application/x-ndjson";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABatchIsAppendedWholeAndItsFoldFollowed(bool gzip)
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        string body = string.Concat(Enumerable.Range(0, 50).Select(i => Reading($"m{i}", i) + "\n")) + "\r\n{\"mv\":1}\n" + Reading("m1", 1) + "\n";
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        using HttpResponseMessage taken = await server.PostAsync("v1/observations", gzip ? Answers.Gzip(bytes) : bytes, Lines, gzip ? "gzip" : null);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        JsonElement receipt = await taken.JsonAsync();
        Assert.Equal((51, 1), (receipt.GetProperty("appended").GetInt32(), receipt.GetProperty("quarantined").GetInt32()));
        JsonElement row = receipt.GetProperty("quarantine")[0];
        Assert.Equal((52, "platform", "reading.missing"), (row.GetProperty("line").GetInt32(), row.GetProperty("column").GetString(), row.GetProperty("code").GetString()));
        Assert.Equal(["coin"], receipt.GetProperty("unknownFields").EnumerateArray().Select(field => field.GetString()));
        Assert.All(server.Log.Events.Where(e => e.Event is LogEvent.CountersObserved), e =>
            Assert.All(((LogEvent.CountersObserved)e.Event).Readings, reading => Assert.Equal(e.Partition, Partitioning.Of(reading.Mv, 4))));
        Assert.Equal(51, server.Log.Readings.Count());
        Assert.Single(server.Log.Events, e => e.Event is LogEvent.RowsQuarantined);

        JsonElement status = await (await server.Client.GetAsync(taken.Headers.Location, TestContext.Current.CancellationToken)).JsonAsync();
        Assert.Equal(
            ("folded", 51, 1, 51, 1),
            (status.GetProperty("state").GetString(), status.GetProperty("appended").GetInt32(), status.GetProperty("quarantined").GetInt32(),
                status.GetProperty("folded").GetInt32(), status.GetProperty("duplicates").GetInt32()));
    }

    [Fact]
    public async Task DatesAreInTheZoneThatIsAskedFor()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        await server.PostAsync("v1/observations?zone=Asia/Shanghai", Reading("a", 1), Lines);
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 16, 0, 0, TimeSpan.Zero), Assert.Single(server.Log.Readings).ObservedAt);
    }

    [Fact]
    public async Task WhatCantBeTakenIsRefusedWhole()
    {
        await using IntakeServer server = await IntakeServer.StartAsync(null, ("Intake:MaxBatchBytes", "2000"), ("Intake:MaxBatchRows", "10"));
        string row = Reading("a", 1) + "\n";
        await (await server.PostAsync("v1/observations", row, "text/plain")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "observations.type");
        await (await server.PostAsync("v1/observations", "\n\n", Lines)).RefusedAsync(HttpStatusCode.BadRequest, "observations.empty");
        await (await server.PostAsync("v1/observations?zone=Mars", row, Lines)).RefusedAsync(HttpStatusCode.BadRequest, "observations.zone");
        await (await server.PostAsync("v1/observations", string.Concat(Enumerable.Repeat("{}\n", 11)), Lines)).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "observations.tooManyRows");
        await (await server.PostAsync("v1/observations", new string(' ', 2001), Lines)).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body.tooLong");
        await (await server.PostAsync("v1/observations", Answers.Gzip(new byte[1 << 20]), Lines, "gzip")).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body.tooLong");
        await (await server.PostAsync("v1/observations", row, Lines, "gzip")).RefusedAsync(HttpStatusCode.BadRequest, "body.damaged");
        await (await server.Client.GetAsync(new Uri($"v1/observations/{Guid.NewGuid()}", UriKind.Relative), TestContext.Current.CancellationToken)).RefusedAsync(HttpStatusCode.NotFound, "observations.unknown");
        Assert.Empty(server.Log.Events);
    }

    [Fact]
    public async Task ABatchThatAnotherGatewayTookIsAskedForAgainWhileAPartitionIsBehind()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        var batch = new Uri($"v1/observations/{Guid.CreateVersion7(new SteppedTime().Now)}", UriKind.Relative);
        await (await server.Client.GetAsync(batch, TestContext.Current.CancellationToken)).RefusedAsync(HttpStatusCode.NotFound, "observations.unknown");

        server.Grains.All<FakePartition>().First().Cursor = -1;
        HttpResponseMessage later = await server.Client.GetAsync(batch, TestContext.Current.CancellationToken);
        await later.RefusedAsync(HttpStatusCode.ServiceUnavailable, "observations.folding");
        Assert.NotNull(later.Headers.RetryAfter);
    }

    [Fact]
    public async Task ABusyServerAndALogThatFailsSayWhenToComeBack()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        server.Gate.Refusals = 1;
        using HttpResponseMessage busy = await server.PostAsync("v1/observations", Reading("a", 1), Lines);
        await busy.RefusedAsync(HttpStatusCode.TooManyRequests, "observations.lag");
        Assert.Equal(TimeSpan.FromSeconds(2), busy.Headers.RetryAfter!.Delta);
        server.Log.Failures = 1;
        using HttpResponseMessage failing = await server.PostAsync("v1/observations", Reading("a", 1), Lines);
        await failing.RefusedAsync(HttpStatusCode.ServiceUnavailable, "observations.log");
        Assert.NotNull(failing.Headers.RetryAfter);
        Assert.Empty(server.Log.Events);
    }

    private static string Reading(string mv, int views) =>
        $"{{\"mv\":\"{mv}\",\"platform\":\"p\",\"source\":\"s\",\"observedAt\":\"2026-01-01\",\"views\":{views},\"coin\":1}}";
}
