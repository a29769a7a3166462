using System.Net;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Grains.Catalogue.Importing;
using MediaAnalytics.Storage.Rows;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Rows;
using Parquet.Schema;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Imports;

/// <summary>A catalogue in Parquet is the catalogue that CSV holds.</summary>
public sealed class ParquetImportTests
{
    private static readonly string[] Names = ["ID", "title", "creators", "releaseDate", "platformIds", "hasStory", "label"];

    private static readonly string?[][] Rows =
    [
        ["a1", "Rain, \"x\"", "c1;c2", "2024-05-31", "YouTube:dQw4;bilibili:BV1", "yes", "Big"],
        [" 雨 ", " T", null, null, null, null, null],
        ["b", null, null, null, null, null, null],
        ["c", "C", null, "soon", null, "perhaps", null],
        ["a1", "other", null, null, null, null, null],
        ["d", "D", null, null, "youtube", null, null],
        ["e", "E\u0001", null, null, null, null, null],
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryFormPlainOrCompressedGivesTheSameEntriesAndQuarantine()
    {
        var csv = new StringBuilder();
        CsvText.AppendRow(csv, Names);
        foreach (string?[] row in Rows) CsvText.AppendRow(csv, [.. row.Select(value => value ?? "")]);
        byte[] text = Encoding.UTF8.GetBytes(csv.ToString()), parquet = await ParquetFiles.OfTextAsync(Names, Rows);
        (string[] entries, string[][] quarantine) expected = await ImportAsync(text, "text/csv", null);
        Assert.Equal((2, 5), (expected.entries.Length, expected.quarantine.Length));
        foreach ((byte[] body, string type, string? encoding, int headerLines) in new[]
        {
            (Answers.Gzip(text), "text/csv", "gzip", 1), (parquet, "application/vnd.apache.parquet", null, 0), (Answers.Gzip(parquet), "application/vnd.apache.parquet", "gzip", 0),
        })
        {
            (string[] entries, string[][] quarantine) = await ImportAsync(body, type, encoding);
            Assert.Equal(expected.entries, entries);
            // The row's number stands in place of its line, which the CSV's header shifts by one.
            Assert.Equal(expected.quarantine.Select(row => new[] { Shifted(row[0], 1) }.Concat(row[1..])), quarantine.Select(row => new[] { Shifted(row[0], headerLines) }.Concat(row[1..])));
        }
    }

    [Fact]
    public async Task DatesTruthValuesAndNumbersKeepTheirMeaning()
    {
        byte[] file = await ParquetFiles.WriteAsync(
            2, null, (new DataField<int>("id"), new[] { 7, 8, 9 }), (new DataField<string>("title"), new[] { "A", "B", "C" }),
            (new DateTimeDataField("releaseDate", DateTimeFormat.Date), new[] { new DateTime(2024, 5, 31, 0, 0, 0, DateTimeKind.Utc), default, default }),
            (new DataField<bool?>("hasStory"), new bool?[] { true, false, null }), (new DataField<double>("score"), new[] { 1.5, 2, 3 }));
        ICatalogueReader reader = await OpenAsync(file);
        CatalogueEntry first = (await reader.ReadAsync(Stop))!.Value.Entry!, second = (await reader.ReadAsync(Stop))!.Value.Entry!;
        Assert.Equal(("7", new DateOnly(2024, 5, 31), true), (first.Id, first.ReleaseDate, first.Story.HasStory));
        Assert.Equal(("8", false, "2"), (second.Id, second.Story.HasStory, second.Extra["score"]));
        Assert.Equal(["score"], reader.UnknownColumns);
        Assert.Null((await reader.ReadAsync(Stop))!.Value.Entry!.Story.HasStory);
        Assert.Null(await reader.ReadAsync(Stop));
    }

    [Fact]
    public async Task ItGoesOnFromTheRowOfItsCheckpointAndStillKnowsTheIds()
    {
        string?[][] rows = [.. Enumerable.Range(0, 50).Select(i => new[] { $"m{i}", "T" }), ["m3", "other"]];
        var artifacts = new MemoryArtifacts();
        artifacts.Blobs["c"] = await ParquetFiles.OfTextAsync(["id", "title"], rows);
        var request = new ImportRequest("c", "c.parquet", CatalogueFormat.Parquet, null, DryRun: false);
        await using ImportSource first = (await ImportSource.OpenAsync(artifacts, request, Stop)).Source!;
        ImportChunk chunk = await first.ReadAsync(20, Stop);
        Assert.Equal((20L, false), (chunk.Position, chunk.Ended));
        Assert.InRange(chunk.BytesRead, 1, artifacts.Blobs["c"].Length - 1);
        await using ImportSource resumed = (await ImportSource.OpenAsync(artifacts, request, Stop)).Source!;
        while (!await resumed.SkipToAsync(chunk.Position, 7, Stop))
        {
        }

        ImportChunk rest = await resumed.ReadAsync(100, Stop);
        Assert.Equal("m20", rest.Entries[0].Id);
        Assert.Equal((30, true, (long)artifacts.Blobs["c"].Length), (rest.Entries.Count, rest.Ended, rest.BytesRead));
        Assert.Equal((51L, "catalogue.repeatedId"), (rest.Quarantined.Single().Line, rest.Quarantined.Single().Code));
    }

    [Fact]
    public async Task WhatIsNoCatalogueSaysWhy()
    {
        byte[] good = await ParquetFiles.OfTextAsync(["id", "title"], ["a", "A"]);
        foreach ((byte[] file, string type, string code, string says) in new[]
        {
            (good[..^20], "application/vnd.apache.parquet", "catalogue.parquet", "does not end with PAR1"),
            (await ParquetFiles.OfTextAsync(["id", "name"], ["a", "A"]), "application/vnd.apache.parquet", "catalogue.header", "no column title"),
            (await ParquetFiles.OfTextAsync(["id", "title"]), "application/vnd.apache.parquet", "catalogue.empty", "no rows"),
            (good, "text/csv", "catalogue.encoding", "Parquet file"),
        })
        {
            await using IntakeServer server = await IntakeServer.StartAsync();
            JsonElement status = await EndedAsync(server, await server.PostAsync("v1/imports", file, type));
            Assert.Equal(("failed", code), (status.GetProperty("state").GetString(), status.GetProperty("errorCode").GetString()));
            Assert.Contains(says, status.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task DamageWithinFailsTheImportAndKeepsWhatCameBefore()
    {
        byte[] file = await ParquetFiles.WriteAsync(
            3_000, new() { CompressionMethod = Parquet.CompressionMethod.None },
            (new DataField<string>("id"), Enumerable.Range(0, 6_000).Select(i => $"m{i:D4}").ToArray()), (new DataField<string>("title"), Enumerable.Repeat("T", 6_000).ToArray()));
        int middle = file.AsSpan().IndexOf("m3000"u8);
        file.AsSpan(middle - 4, 4).Fill(0xFF);
        await using IntakeServer server = await IntakeServer.StartAsync();
        JsonElement status = await EndedAsync(server, await server.PostAsync("v1/imports", file, "application/vnd.apache.parquet"));
        Assert.Equal(("failed", "catalogue.parquet"), (status.GetProperty("state").GetString(), status.GetProperty("errorCode").GetString()));
        Assert.Equal(2_000, status.GetProperty("created").GetInt32());
    }

    private static string Shifted(string line, int by) => (int.Parse(line, System.Globalization.CultureInfo.InvariantCulture) - by).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<ICatalogueReader> OpenAsync(byte[] file)
    {
        (ICatalogueReader? reader, CatalogueFault? fault) = await ParquetCatalogueReader.OpenAsync(new MemoryStream(file), Stop);
        Assert.Null(fault);
        return reader!;
    }

    private static async Task<(string[] Entries, string[][] Quarantine)> ImportAsync(byte[] body, string type, string? encoding)
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        JsonElement status = await EndedAsync(server, await server.PostAsync("v1/imports", body, type, encoding));
        Assert.Equal("completed", status.GetProperty("state").GetString());
        string quarantine = await server.Client.GetStringAsync(new Uri(status.GetProperty("quarantine").GetString()!, UriKind.Relative), Stop);
        return ([.. server.Entries.Select(entry => JsonSerializer.Serialize(entry))], [.. quarantine.Split('\n')[1..^1].Select(row => row.Split(',', 3))]);
    }

    private static async Task<JsonElement> EndedAsync(IntakeServer server, HttpResponseMessage taken)
    {
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        while (true)
        {
            using HttpResponseMessage response = await server.Client.GetAsync(taken.Headers.Location, Stop);
            JsonElement status = await response.JsonAsync();
            if (status.GetProperty("state").GetString() != "running") return status;
        }
    }
}
