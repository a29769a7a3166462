using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Storage;
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
    public async Task AModelIsRegisteredPromotedAndGoneBackFrom()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        byte[] other = Other("dcnn-ssa-other");
        using HttpResponseMessage registered = await server.PostAsync("v1/models", Shipped, "application/octet-stream");
        JsonNode model = (await registered.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        string version = (string)model["version"]!;
        Assert.Equal(
            (HttpStatusCode.OK, Convert.ToHexStringLower(SHA256.HashData(Shipped)), Shipped.Length, 10, "everyone"),
            (registered.StatusCode, (string?)model["sha256"], (int)model["bytes"]!, model["labels"]!.AsArray().Count, (string?)model["registeredBy"]));
        Assert.StartsWith("logmel1-", (string?)model["contract"], StringComparison.Ordinal);
        Assert.Equal(0, (int)(await ModelsAsync(server))["serving"]!["sequence"]!);

        using HttpResponseMessage put = await PutAsync(server, other);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        JsonNode models = await ModelsAsync(server);
        Assert.Equal([version, (string?)models["serving"]!["version"]], models["versions"]!.AsArray().Select(one => (string?)one!["version"]));
        Assert.Equal((2, version), await OrderAsync(server, HttpMethod.Put, $"v1/models/serving/{version[..^3]}"));
        Assert.Equal((3, (string?)models["serving"]!["version"]), await OrderAsync(server, HttpMethod.Post, "v1/models/serving/rollback?from=2"));
        Assert.Equal((4, null), await OrderAsync(server, HttpMethod.Post, "v1/models/serving/rollback"));

        await RefusedAsync(server, HttpMethod.Post, "v1/models/serving/rollback", HttpStatusCode.Conflict, "model.noneBefore");
        await RefusedAsync(server, HttpMethod.Post, "v1/models/serving/rollback?from=1", HttpStatusCode.Conflict, "model.overtaken");
        await RefusedAsync(server, HttpMethod.Put, "v1/models/serving/dcnn-ssa", HttpStatusCode.Conflict, "model.ambiguous");
        await RefusedAsync(server, HttpMethod.Put, "v1/models/serving/none", HttpStatusCode.NotFound, "model.unknown");
        await RefusedAsync(server, HttpMethod.Delete, "v1/models/versions/dcnn", HttpStatusCode.NotFound, "model.unknown");
        await OrderAsync(server, HttpMethod.Put, $"v1/models/serving/{version}");
        await RefusedAsync(server, HttpMethod.Delete, $"v1/models/versions/{version}", HttpStatusCode.Conflict, "model.inUse");
        using HttpResponseMessage removed = await server.Client.DeleteAsync(new Uri($"v1/models/versions/{models["serving"]!["version"]}", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.Single((await ModelsAsync(server))["versions"]!.AsArray());
        Assert.Equal(2, server.Artifacts.Blobs.Count);
    }

    [Fact]
    public async Task AChangeThatCanNotBeStoredIsToBeSentAgain()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        await ModelsAsync(server);
        server.Grains.All<FakeModels>().Single().State.Writing = () => throw new StorageUnavailableException("full", new IOException());
        foreach ((HttpMethod method, string address, byte[]? body) in new[] { (HttpMethod.Post, "v1/models", Shipped), (HttpMethod.Put, "v1/models/serving", Shipped), (HttpMethod.Delete, "v1/models/serving", null) })
        {
            server.Grains.All<FakeModels>().Single().State.State = new() { Serving = new(1, "models/x", "x", null, null) };
            await RefusedAsync(server, method, address, HttpStatusCode.ServiceUnavailable, "store.unavailable", body);
        }
    }

    [Fact]
    public async Task WhatIsNoModelChangesNothing()
    {
        await using IntakeServer server = await IntakeServer.StartAsync(null, ("Intake:MaxModelBytes", Shipped.Length.ToString(CultureInfo.InvariantCulture)));
        await RefusedAsync(server, [], HttpStatusCode.UnprocessableEntity, "model.unusable");
        await RefusedAsync(server, Shipped[..^1], HttpStatusCode.UnprocessableEntity, "model.unusable");
        await RefusedAsync(server, new byte[Shipped.Length + 1], HttpStatusCode.RequestEntityTooLarge, "model.tooLarge");
        await RefusedAsync(server, new byte[Shipped.Length + 1], HttpStatusCode.RequestEntityTooLarge, "model.tooLarge", chunked: true);
        server.Artifacts.IsFull = true;
        await RefusedAsync(server, Shipped, HttpStatusCode.ServiceUnavailable, "store.unavailable");
        Assert.Empty(server.Artifacts.Blobs);
        Assert.DoesNotContain(server.Grains.All<FakeModels>(), models => models.Serving.Sequence > 0);
    }

    /// <summary>The shipped model under another name of the same length.</summary>
    private static byte[] Other(string name)
    {
        byte[] file = [.. Shipped];
        Encoding.UTF8.GetBytes(name).CopyTo(file, file.AsSpan().IndexOf("dcnn-ssa-gtzan"u8));
        SHA256.HashData(file.AsSpan(..^32)).CopyTo(file, file.Length - 32);
        return file;
    }

    private static async Task<JsonNode> ModelsAsync(IntakeServer server) => (await server.Client.GetFromJsonAsync<JsonNode>("v1/models", Stop))!;

    private static async Task<(int, string?)> OrderAsync(IntakeServer server, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        using HttpResponseMessage response = await server.Client.SendAsync(request, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonNode order = (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        return ((int)order["sequence"]!, (string?)order["version"]);
    }

    private static async Task RefusedAsync(IntakeServer server, HttpMethod method, string address, HttpStatusCode status, string code, byte[]? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative));
        if (body is not null) request.Content = new ByteArrayContent(body);
        using HttpResponseMessage response = await server.Client.SendAsync(request, Stop);
        JsonNode problem = (await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!;
        Assert.Equal((status, code), (response.StatusCode, (string?)problem["code"]));
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
