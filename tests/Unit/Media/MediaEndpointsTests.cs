using System.Net;
using System.Security.Cryptography;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Media;

public sealed class MediaEndpointsTests
{
    private static readonly byte[] File = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(File));

    [Fact]
    public async Task AFileIsStoredOnceUnderItsHash()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(server, HttpMethod.Head, Hash));
        Assert.Equal(HttpStatusCode.Created, await SendAsync(server, HttpMethod.Put, Hash, File));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(server, HttpMethod.Head, Hash));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(server, HttpMethod.Put, Hash, File));
        Assert.Equal(File, Assert.Single(server.Artifacts.Blobs).Value);
    }

    [Fact]
    public async Task WhatIsNotWhatItClaimsIsNotKept()
    {
        await using IntakeServer server = await IntakeServer.StartAsync(null, ("Intake:MaxMediaBytes", "50000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await SendAsync(server, HttpMethod.Put, Hash, File[..40_000]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(server, HttpMethod.Put, Hash, File));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SendAsync(server, HttpMethod.Put, Hash, File, chunked: true));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(server, HttpMethod.Put, "..%2f..%2fetc", File[..10]));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(server, HttpMethod.Put, Hash.ToUpperInvariant(), File[..10]));
        Assert.Empty(server.Artifacts.Blobs);
    }

    [Fact]
    public async Task AFullDiskIsSaidAndNothingIsKept()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        server.Artifacts.IsFull = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(server, HttpMethod.Put, Hash, File));
        await (await server.PostAsync("v1/imports", "id,title\na,A\n", "text/csv")).RefusedAsync(HttpStatusCode.ServiceUnavailable, "store.unavailable");
        server.Artifacts.IsFull = false;
        Assert.Equal(HttpStatusCode.Created, await SendAsync(server, HttpMethod.Put, Hash, File));
    }

    private static async Task<HttpStatusCode> SendAsync(IntakeServer server, HttpMethod method, string hash, byte[]? body = null, bool chunked = false)
    {
        using var request = new HttpRequestMessage(method, $"v1/media/{hash}");
        if (body is not null) request.Content = new ByteArrayContent(body);
        request.Headers.ExpectContinue = true;
        if (chunked) request.Headers.TransferEncodingChunked = true;
        using HttpResponseMessage response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
