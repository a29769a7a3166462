using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster;

/// <summary>Edits and declarations through a real server, over a restart by SIGKILL: what was answered stands.</summary>
public sealed class EditTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task WhatWasMovedWithdrawnAndDeclaredStaysSo()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(folder["data"]);
        await server.StartAsync(cancellation);
        const string Rows = "id,title,track,creators\na,A,one,Ann\nb,B,one,Ann\n";
        await ImportAsync(server, Rows, "created", cancellation);

        JsonNode moved = await AnswerAsync(server.Client.PostAsJsonAsync("v1/mvs/a/track", new { track = "two" }, cancellation), HttpStatusCode.OK, cancellation);
        Assert.Equal("two", (string?)moved["track"]);
        JsonNode withdrawn = await AnswerAsync(server.Client.DeleteAsync(new Uri("v1/mvs/b", UriKind.Relative), cancellation), HttpStatusCode.OK, cancellation);
        JsonNode epoch = await AnswerAsync(
            server.Client.PostAsJsonAsync("v1/epochs", new { platform = "YouTube", at = "2025-03-31", note = "Shorts" }, cancellation),
            HttpStatusCode.Accepted, cancellation);
        await server.KillAsync();
        await server.StartAsync(cancellation);

        Assert.Equal(["a"], await MvsAsync(server, "v1/tracks/two", cancellation));
        Assert.Empty(await MvsAsync(server, "v1/tracks/one", cancellation));
        Assert.Equal(["a"], await MvsAsync(server, "v1/creators/Ann", cancellation));
        JsonNode shown = await GetAsync(server, "v1/mvs/b", cancellation);
        Assert.NotNull(withdrawn["withdrawnAt"]);
        Assert.Equal(withdrawn.ToJsonString(), shown.ToJsonString());
        JsonNode refused = await AnswerAsync(
            server.Client.PostAsJsonAsync("v1/mvs/b/track", new { track = "two" }, cancellation), HttpStatusCode.Conflict, cancellation);
        Assert.Equal("mv.withdrawn", (string?)refused["code"]);
        Assert.Equal(epoch.ToJsonString(), Assert.Single(await EpochsAsync(server, cancellation))!.ToJsonString());

        // The rows again: one moves back, one comes back.
        await ImportAsync(server, Rows, "updated", cancellation);
        Assert.Equal(["a", "b"], await MvsAsync(server, "v1/tracks/one", cancellation));
        Assert.Null((await GetAsync(server, "v1/mvs/b", cancellation))["withdrawnAt"]);
    }

    /// <summary>The declared epochs, once there are any: they are folded soon after the start.</summary>
    private static async Task<JsonArray> EpochsAsync(ServerProcess server, CancellationToken cancellation)
    {
        while (true)
        {
            JsonArray epochs = (await GetAsync(server, "v1/epochs", cancellation))["epochs"]!.AsArray();
            if (epochs.Count > 0)
                return epochs;
            await Task.Delay(50, cancellation);
        }
    }

    /// <summary>The MVs that a track or a creator lists; none where it is unknown.</summary>
    private static async Task<string[]> MvsAsync(ServerProcess server, string address, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await server.Client.GetAsync(new Uri(address, UriKind.Relative), cancellation);
        return response.StatusCode == HttpStatusCode.NotFound
            ? []
            : [.. (await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!["mvs"]!.AsArray().Select(mv => (string)mv!["id"]!)];
    }

    /// <summary>Imports two rows, and waits until both count as <paramref name="outcome"/>.</summary>
    private static async Task ImportAsync(ServerProcess server, string rows, string outcome, CancellationToken cancellation)
    {
        using var body = new StringContent(rows, Encoding.UTF8, "text/csv");
        JsonNode import = await AnswerAsync(server.Client.PostAsync(new Uri("v1/imports", UriKind.Relative), body, cancellation), HttpStatusCode.Accepted, cancellation);
        while ((string?)import["state"] == "running")
        {
            await Task.Delay(50, cancellation);
            import = await GetAsync(server, $"v1/imports/{import["id"]}", cancellation);
        }

        Assert.Equal(("completed", 2), ((string?)import["state"], (int)import[outcome]!));
    }

    private static async Task<JsonNode> AnswerAsync(Task<HttpResponseMessage> sending, HttpStatusCode expected, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await sending;
        string body = await response.Content.ReadAsStringAsync(cancellation);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}, not {(int)expected}: {body}");
        return JsonNode.Parse(body)!;
    }

    private static async Task<JsonNode> GetAsync(ServerProcess server, string address, CancellationToken cancellation) =>
        (await server.Client.GetFromJsonAsync<JsonNode>(address, cancellation))!;
}
