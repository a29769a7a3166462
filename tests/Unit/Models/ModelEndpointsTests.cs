using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Models;

public sealed class ModelEndpointsTests
{
    private static readonly byte[] Shipped = File.ReadAllBytes(GenreModelFile.ShippedPath);
    private static readonly Uri Serving = new("v1/models/serving", UriKind.Relative);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AModelIsKeptUnderItsHashAndOrderedToServe()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        string hash = Convert.ToHexStringLower(SHA256.HashData(Shipped));
        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage response = await PutAsync(server, Shipped);
            JsonNode order = (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
            Assert.Equal((HttpStatusCode.OK, 1, hash), (response.StatusCode, (int)order["sequence"]!, (string?)order["sha256"]));
            Assert.StartsWith("dcnn-ssa-gtzan-", (string?)order["version"], StringComparison.Ordinal);
        }

        Assert.Equal(Shipped, Assert.Contains($"models/{hash}", server.Artifacts.Blobs));
        Assert.Single(server.Artifacts.Blobs);
        JsonNode status = (await server.Client.GetFromJsonAsync<JsonNode>("v1/models", Stop))!;
        Assert.Equal((hash, "no", 5), ((string?)status["serving"]!["sha256"], (string?)status["silos"]![0]!["fault"], (int)status["rescoring"]!["done"]!));
        using HttpResponseMessage back = await server.Client.DeleteAsync(Serving, Stop);
        JsonNode own = (await back.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal((2, null), ((int)own["sequence"]!, (string?)own["version"]));
    }

    [Fact]
    public async Task WhatIsNoModelChangesNothing()
    {
        await using IntakeServer server = await IntakeServer.StartAsync(null, ("Intake:MaxModelBytes", "800000"));
        await RefusedAsync(server, [], HttpStatusCode.UnprocessableEntity, "model.unusable");
        await RefusedAsync(server, Shipped[..^1], HttpStatusCode.UnprocessableEntity, "model.unusable");
        await RefusedAsync(server, new byte[800_001], HttpStatusCode.RequestEntityTooLarge, "model.tooLarge");
        await RefusedAsync(server, new byte[800_001], HttpStatusCode.RequestEntityTooLarge, "model.tooLarge", chunked: true);
        server.Artifacts.IsFull = true;
        await RefusedAsync(server, Shipped, HttpStatusCode.ServiceUnavailable, "store.unavailable");
        Assert.Empty(server.Artifacts.Blobs);
        Assert.DoesNotContain(server.Grains.All<FakeModels>(), models => models.Serving.Sequence > 0);
    }

    private static async Task RefusedAsync(IntakeServer server, byte[] body, HttpStatusCode status, string code, bool chunked = false)
    {
        using HttpResponseMessage response = await PutAsync(server, body, chunked);
        JsonNode problem = (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal((status, code), (response.StatusCode, (string?)problem["code"]));
    }

    private static async Task<HttpResponseMessage> PutAsync(IntakeServer server, byte[] body, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Serving) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked ? true : null;
        return await server.Client.SendAsync(request, Stop);
    }
}
