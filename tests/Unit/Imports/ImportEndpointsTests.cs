using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Imports;

public sealed class ImportEndpointsTests
{
    private const string Catalogue = "id,title\na,A\nb,\nc,C\n";

    [Theory]
    [InlineData("text/csv", "", null)]
    [InlineData("text/csv; charset=utf-8", "", "gzip")]
    [InlineData("application/octet-stream", "?format=csv&fileName=x", null)]
    [InlineData("application/octet-stream", "?fileName=x.csv", null)]
    public async Task ACatalogueIsTakenAndItsImportFollowed(string type, string query, string? encoding)
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        byte[] body = Encoding.UTF8.GetBytes(Catalogue);
        using HttpResponseMessage taken = await server.PostAsync("v1/imports" + query, encoding is null ? body : Answers.Gzip(body), type, encoding);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        JsonElement status = await EndedAsync(server, taken.Headers.Location!);
        Assert.Equal((3, 2, 1), (status.GetProperty("rows").GetInt32(), status.GetProperty("created").GetInt32(), status.GetProperty("quarantined").GetInt32()));
        Assert.Equal(["a", "c"], server.Entries.Select(entry => entry.Id));
        string quarantine = await server.Client.GetStringAsync(new Uri(status.GetProperty("quarantine").GetString()!, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("line,column,value,code,reason\n3,title,,catalogue.missingTitle,every row needs a title\n", quarantine);
    }

    [Fact]
    public async Task TheSameUploadAttachesWhileItRunsAndStartsAnewAfterwards()
    {
        var hold = new TaskCompletionSource();
        await using IntakeServer server = await IntakeServer.StartAsync(hold.Task);
        using HttpResponseMessage first = await server.PostAsync("v1/imports", Catalogue, "text/csv");
        using HttpResponseMessage second = await server.PostAsync("v1/imports", Catalogue, "text/csv");
        using HttpResponseMessage dry = await server.PostAsync("v1/imports?dryRun=true", Catalogue, "text/csv");
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.NotEqual(first.Headers.Location, dry.Headers.Location);
        using HttpResponseMessage early = await server.Client.GetAsync(new Uri($"{first.Headers.Location}/quarantine", UriKind.Relative), TestContext.Current.CancellationToken);
        await early.RefusedAsync(HttpStatusCode.Conflict, "import.running");
        Assert.Equal(2, server.Artifacts.Blobs.Keys.Count(key => key.Contains("spool", StringComparison.Ordinal)));
        hold.SetResult();
        await EndedAsync(server, first.Headers.Location!);
        var seen = new HashSet<Uri> { first.Headers.Location! };
        for (int run = 0; run < 6; run++)
        {
            using HttpResponseMessage again = await server.PostAsync("v1/imports", Catalogue, "text/csv");
            Assert.True(seen.Add(again.Headers.Location!), "a completed import was started again under its old id");
            Assert.Equal(2, (await EndedAsync(server, again.Headers.Location!)).GetProperty("unchanged").GetInt32());
        }
    }

    [Fact]
    public async Task AMediaMapComesWithTheCatalogue()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        string hash = new('b', 64);
        using var map = new StringContent($"{{\"path\":\"x.mp4\",\"sha256\":\"{hash}\"}}\n");
        using var catalogue = new StringContent("{\"id\":\"a\",\"title\":\"A\",\"media\":\"x.mp4\"}\n");
        catalogue.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var form = new MultipartFormDataContent { { map, "media" }, { catalogue, "catalogue", "c.jsonl" } };
        using HttpResponseMessage taken = await server.Client.PostAsync(new Uri("v1/imports", UriKind.Relative), form, TestContext.Current.CancellationToken);
        JsonElement status = await EndedAsync(server, taken.Headers.Location!);
        Assert.Equal("c.jsonl", status.GetProperty("fileName").GetString());
        Assert.Equal(hash, Assert.Single(server.Entries).MediaHash);
    }

    [Fact]
    public async Task WhatCantBeTakenIsRefusedAndLeavesNothing()
    {
        await using IntakeServer server = await IntakeServer.StartAsync(null, ("Intake:MaxCatalogueBytes", "1000"));
        await (await server.PostAsync("v1/imports", "", "text/csv")).RefusedAsync(HttpStatusCode.BadRequest, "catalogue.empty");
        await (await server.PostAsync("v1/imports", Catalogue, "application/pdf")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "import.format");
        await (await server.PostAsync("v1/imports", Catalogue, "text/csv", "br")).RefusedAsync(HttpStatusCode.UnsupportedMediaType, "body.encoding");
        await (await server.PostAsync("v1/imports", Catalogue, "text/csv", "gzip")).RefusedAsync(HttpStatusCode.BadRequest, "body.damaged");
        await (await server.PostAsync("v1/imports", new string('x', 1001), "text/csv")).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body.tooLong");
        byte[] bomb = Answers.Gzip(new byte[100_000]);
        await (await server.PostAsync("v1/imports", bomb, "text/csv", "gzip")).RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body.tooLong");
        using var form = new MultipartFormDataContent { { new StringContent("{}"), "media" } };
        await (await server.Client.PostAsync(new Uri("v1/imports", UriKind.Relative), form, TestContext.Current.CancellationToken)).RefusedAsync(HttpStatusCode.BadRequest, "import.parts");
        foreach (string id in new[] { new string('0', 32), "..%2f..", "x" })
        {
            await (await server.Client.GetAsync(new Uri($"v1/imports/{id}", UriKind.Relative), TestContext.Current.CancellationToken)).RefusedAsync(HttpStatusCode.NotFound, "import.unknown");
            await (await server.Client.GetAsync(new Uri($"v1/imports/{id}/quarantine", UriKind.Relative), TestContext.Current.CancellationToken)).RefusedAsync(HttpStatusCode.NotFound, "import.unknown");
        }

        Assert.Empty(server.Artifacts.Blobs);
    }

    private static async Task<JsonElement> EndedAsync(IntakeServer server, Uri import)
    {
        while (true)
        {
            using HttpResponseMessage response = await server.Client.GetAsync(import, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            JsonElement status = await response.JsonAsync();
            if (status.GetProperty("state").GetString() != "running") return status;
        }
    }
}
