using System.Net;
using MediaAnalytics.Gateway.Keys.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Keys;

/// <summary>Every endpoint of the API, with every kind of key. An endpoint that is not in the table fails here: say who may call it.</summary>
public sealed class EndpointScopesTests
{
    private const string Open = "open", AnyKey = "read ingest admin", Read = "read admin", Ingest = "ingest admin", ReadOrIngest = "read ingest admin", Admin = "admin";

    private static readonly Dictionary<string, string> Expected = new()
    {
        ["GET /"] = Read,
        ["GET /assets/{**path}"] = Open,
        ["GET /sign-in"] = Open,
        ["GET /v1/session"] = Open,
        ["POST /v1/session"] = Open,
        ["DELETE /v1/session"] = Open,
        ["POST /v1/keys"] = Admin,
        ["GET /v1/keys"] = Admin,
        ["DELETE /v1/keys/{id}"] = Admin,
        ["POST /v1/imports"] = Ingest,
        ["GET /v1/imports/{id}"] = ReadOrIngest,
        ["GET /v1/imports/{id}/quarantine"] = ReadOrIngest,
        ["PUT /v1/media/{sha256}"] = Ingest,
        ["HEAD /v1/media/{sha256}"] = Ingest,
        ["POST /v1/mvs/{id}/track"] = Ingest,
        ["DELETE /v1/mvs/{id}"] = Ingest,
        ["POST /v1/epochs"] = Admin,
        ["GET /v1/epochs"] = Read,
        ["POST /v1/observations"] = Ingest,
        ["GET /v1/observations/{id:guid}"] = ReadOrIngest,
        ["GET /v1/observations/newest"] = ReadOrIngest,
        ["GET /v1/mvs/{id}"] = Read,
        ["GET /v1/mvs/{id}/history"] = Read,
        ["GET /v1/mvs/{id}/explain"] = Read,
        ["GET /v1/tracks/{id}"] = Read,
        ["GET /v1/creators/{id}"] = Read,
        ["GET /v1/dissemination"] = Read,
        ["GET /v1/live"] = Read,
        ["GET /v1/audit"] = Read,
        ["POST /v1/audit"] = Admin,
        ["GET /v1/cluster"] = Read,
        ["GET /v1/models"] = Read,
        ["PUT /v1/models/serving"] = Admin,
        ["DELETE /v1/models/serving"] = Admin,
        ["POST /v1/models"] = Admin,
        ["PUT /v1/models/serving/{version}"] = Admin,
        ["POST /v1/models/serving/rollback"] = Admin,
        ["DELETE /v1/models/versions/{version}"] = Admin,
        ["GET /openapi/{documentName}.json"] = AnyKey,
    };

    [Fact]
    public async Task EveryEndpointOpensToItsScopesAndToNobodyElse()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        await using KeyedServer server = await KeyedServer.StartAsync();
        var keys = new Dictionary<string, string?> { ["none"] = null, ["wrong"] = "ma_aaaaaaaaaaaa_" + new string('a', 43), ["admin"] = KeyedServer.Admin };
        foreach (string scope in new[] { "read", "ingest" })
            keys[scope] = (await server.CreateAsync(scope, null, scope)).Key;
        var revoked = await server.CreateAsync("revoked", null, "admin");
        await server.RevokeAsync(revoked.Record.Id);
        keys["revoked"] = revoked.Key;
        keys["expired"] = (await server.CreateAsync("expired", 1, "admin")).Key;
        server.Time.Advance(TimeSpan.FromDays(1));
        await server.RefreshAsync();

        List<string> wrong = [];
        HashSet<string> seen = [];
        foreach (RouteEndpoint endpoint in server.Endpoints)
        {
            foreach (string method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                string name = $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}";
                // Scalar maps its pages by itself, and leaves its files, which tell nothing, open.
                string? scalar = !name.StartsWith("GET /scalar", StringComparison.Ordinal) ? null : name.Contains('.', StringComparison.Ordinal) ? Open : AnyKey;
                if (!Expected.TryGetValue(name, out string? opened) && scalar is null)
                {
                    wrong.Add($"{name} is not in the table");
                    continue;
                }

                seen.Add(name);
                // Wrong keys from one address would be told to wait.
                server.Time.Advance(FailedAttempts.Window);
                await server.RefreshAsync();
                if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy is null)
                    wrong.Add($"{name} has no policy of its own");
                foreach ((string holder, string? key) in keys)
                {
                    HttpStatusCode status = await AskAsync(server, method, endpoint.RoutePattern, key, cancellation);
                    HttpStatusCode? refused = (opened ?? scalar) == Open || (opened ?? scalar)!.Split(' ').Contains(holder) ? null
                        : holder is "read" or "ingest" ? HttpStatusCode.Forbidden
                        : HttpStatusCode.Unauthorized;
                    if (refused is { } expected ? status != expected : status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                        wrong.Add($"{name} with {holder}: {status}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(Expected.Keys.Except(seen));
    }

    [Fact]
    public async Task WhatIsNoEndpointIsNotFoundForHoldersOfKeysOnly()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        string read = (await server.CreateAsync("r", null, "read")).Key;
        var nowhere = new Uri("v1/nowhere", UriKind.Relative);
        using HttpClient none = server.Client(), reader = server.Client(read);
        Assert.Equal(HttpStatusCode.Unauthorized, (await none.GetAsync(nowhere, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync(nowhere, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task AWrongMethodIsSaidToHoldersOfKeysOnly()
    {
        await using KeyedServer server = await KeyedServer.StartAsync();
        string read = (await server.CreateAsync("r", null, "read")).Key;
        foreach ((string? key, HttpStatusCode status) in new[] { (null, HttpStatusCode.Unauthorized), (read, HttpStatusCode.MethodNotAllowed), (KeyedServer.Admin, HttpStatusCode.MethodNotAllowed) })
        {
            using HttpClient client = server.Client(key);
            using HttpResponseMessage response = await client.PatchAsync(new Uri("v1/epochs", UriKind.Relative), null, TestContext.Current.CancellationToken);
            Assert.Equal(status, response.StatusCode);
        }
    }

    private static async Task<HttpStatusCode> AskAsync(
        KeyedServer server, string method, RoutePattern pattern, string? key, CancellationToken cancellation)
    {
        string path = string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Name: "documentName" } => "v1",
            RoutePatternParameterPart { Name: "sha256" } => new string('0', 64),
            RoutePatternParameterPart { Name: "id" } when pattern.RawText!.Contains(":guid", StringComparison.Ordinal) => $"{Guid.Empty}",
            RoutePatternParameterPart { Name: "path" } => "none.css",
            _ => "x",
        }))));
        using HttpClient client = server.Client(key);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return response.StatusCode;
    }
}
