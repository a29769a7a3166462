using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Net.Http.Json;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>A little of everything that a server does: media, good and bad, an import, readings, good and bad.</summary>
internal static class TelemetryLoad
{
    /// <summary>Readings that are acknowledged.</summary>
    public const int Readings = 200;

    /// <summary>Uploads two media files and imports four MVs, of which one has bad media; returns the good media's hash when all is done.</summary>
    public static async Task<string> ImportAsync(HttpClient server, TemporaryFolder folder, CancellationToken cancellation)
    {
        await using (var ffmpeg = new ChildProcess("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "sine=440:d=8", folder["good.mp3"]))
            Assert.True(await ffmpeg.ExitAsync(cancellation) == 0, ffmpeg.Output);
        string good = await UploadAsync(server, await File.ReadAllBytesAsync(folder["good.mp3"], cancellation), cancellation);
        string bad = await UploadAsync(server, Encoding.UTF8.GetBytes("no media at all, only text"), cancellation);
        using var parts = new MultipartFormDataContent
        {
            { new StringContent($$"""{"path":"good.mp3","sha256":"{{good}}"}{{'\n'}}{"path":"bad.mp3","sha256":"{{bad}}"}"""), "media" },
            { new StringContent("id,title,track,media\ngood,Good,one,good.mp3\nbad,Bad,,bad.mp3\nplain,Plain,,\n,No id,,\n", Encoding.UTF8, "text/csv"), "catalogue", "c.csv" },
        };
        using HttpResponseMessage import = await server.PostAsync("v1/imports", parts, cancellation);
        Assert.True(import.StatusCode == HttpStatusCode.Accepted, await import.Content.ReadAsStringAsync(cancellation));
        await UntilStageAsync(server, "good", "classified", cancellation);
        await UntilStageAsync(server, "bad", "failed", cancellation);
        return good;
    }

    /// <summary>Posts <see cref="Readings"/> good rows and a bad one.</summary>
    public static async Task ObserveAsync(HttpClient server, CancellationToken cancellation)
    {
        IEnumerable<string> rows = Enumerable.Range(0, Readings).Select(i =>
            $$"""{"mv":"good","platform":"youtube","source":"api","observedAt":"2026-03-01T{{i / 60:00}}:{{i % 60:00}}:00Z","views":{{i}}}""");
        using var body = new StringContent(string.Join('\n', [.. rows, "{no json"]), Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await server.PostAsync("v1/observations", body, cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    private static async Task<string> UploadAsync(HttpClient server, byte[] media, CancellationToken cancellation)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(media));
        using var body = new ByteArrayContent(media);
        using HttpResponseMessage response = await server.PutAsync($"v1/media/{hash}", body, cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return hash;
    }

    private static async Task UntilStageAsync(HttpClient server, string mv, string stage, CancellationToken cancellation)
    {
        string? last = null;
        while (last != stage)
        {
            Assert.False(last is "classified" or "failed", $"MV {mv} ended {last}, not {stage}");
            await Task.Delay(100, cancellation);
            using HttpResponseMessage response = await server.GetAsync($"v1/mvs/{mv}", cancellation);
            last = response.IsSuccessStatusCode ? (string?)(await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!["workflow"]!["stage"] : null;
        }
    }
}
