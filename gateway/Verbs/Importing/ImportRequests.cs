using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Imports;

namespace MediaAnalytics.Gateway.Verbs.Importing;

/// <summary>An import's calls to the server.</summary>
internal sealed class ImportRequests(GatewayClient client, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100), LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Sends the catalogue with its media map.</summary>
    public async Task<ImportJson> StartAsync(string file, RowFormat format, bool dryRun, IReadOnlyList<MediaFile>? media, CancellationToken cancellation)
    {
        string query = $"dryRun={(dryRun ? "true" : "false")}&format={Word(format)}&fileName={Uri.EscapeDataString(Path.GetFileName(file))}";
        byte[]? map = media is null ? null : Encoding.UTF8.GetBytes(string.Concat(media.Select(m => JsonSerializer.Serialize(m, ClientJson.Options) + "\n")));
        using HttpResponseMessage response = await client.SendAsync(
            () => new(HttpMethod.Post, $"v1/imports?{query}") { Content = Content(file, format, map) }, cancellation);
        return await client.ReadAsync<ImportJson>(response, cancellation);
    }

    /// <summary>Asks until the import has ended.</summary>
    public async Task<ImportJson> WatchAsync(ImportJson status, Action<ImportJson> progress, CancellationToken cancellation)
    {
        for (TimeSpan pause = FirstPause; status.State == "running"; pause = pause * 1.5 < LongestPause ? pause * 1.5 : LongestPause)
        {
            await Task.Delay(pause, time, cancellation);
            using HttpResponseMessage response = await client.SendAsync(() => new(HttpMethod.Get, $"v1/imports/{status.Id}"), cancellation);
            status = await client.ReadAsync<ImportJson>(response, cancellation);
            progress(status);
        }

        return status;
    }

    /// <summary>Copies the quarantined rows into a file.</summary>
    public async Task SaveQuarantineAsync(ImportJson status, string path, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await client.SendAsync(() => new(HttpMethod.Get, $"v1/imports/{status.Id}/quarantine"), cancellation);
        if (response.StatusCode != HttpStatusCode.OK) throw new ClientFault(await GatewayClient.RefusalAsync(response, cancellation));
        await using FileStream file = QuarantineCopy.Create(path);
        await response.Content.CopyToAsync(file, cancellation);
    }

    private static string Word(RowFormat format) => format switch
    {
        RowFormat.Parquet => "parquet",
        RowFormat.JsonLines => "jsonl",
        _ => "csv",
    };

    private static HttpContent Content(string file, RowFormat format, byte[]? map)
    {
        // A compressed file beside a media map is sent decompressed: the parts of a form have no encoding of their own.
        var catalogue = new StreamContent(map is null ? TextFile.OpenRaw(file) : TextFile.Open(file));
        catalogue.Headers.ContentType = new(format switch
        {
            RowFormat.Parquet => "application/vnd.apache.parquet",
            RowFormat.JsonLines => "application/x-ndjson",
            _ => "text/csv",
        });
        if (map is null)
        {
            if (TextFile.IsGzip(file)) catalogue.Headers.ContentEncoding.Add("gzip");
            return catalogue;
        }

        var mapContent = new ByteArrayContent(map);
        mapContent.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return new MultipartFormDataContent { { mapContent, "media" }, { catalogue, "catalogue", "catalogue" } };
    }
}
