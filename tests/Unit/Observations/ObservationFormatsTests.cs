using System.Net;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Rows;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Observations;

/// <summary>The same rows in every form give the same readings and the same quarantine.</summary>
public sealed class ObservationFormatsTests
{
    private const string Lines = "application/x-ndjson", ParquetType = "application/vnd.apache.parquet";

    private static readonly string[] Names = ["mv", "platform", "source", "observedAt", "views", "likes", "coin"];

    private static readonly string?[][] Rows =
    [
        ["a", "YouTube", "s", "2026-01-01", "10", "1", "5"],
        [" 雨\"\\ ", "p", "s", "2026-01-01T10:00:00+08:00", "12.0", null, null],
        [null, "p", "s", "2026-01-01", "10", null, null],
        ["b", "p", "s", "yesterday", "10", null, null],
        ["c", "p", "s", "2026-01-01", "-5", "1", null],
        ["d", "p", "s", "2026-01-01", null, null, null],
        ["e\u0001", "p", "s", "2026-01-01", "1", null, null],
        [new string('x', 70_000), "p", "s", "2026-01-01", "1", null, null],
        ["f", "p", "s", "2026-01-01", "1e3", null, null],
        ["a", "youtube", "s", "2026-01-01", "10", "1", "5"],
    ];

    [Fact]
    public async Task ParquetAndJsonLinesPlainOrCompressedSayTheSame()
    {
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Rows.Select(row => JsonSerializer.Serialize(
            Names.Zip(row).Where(cell => cell.Second is not null).ToDictionary(cell => cell.First, cell => cell.Second), Relaxed) + "\n")));
        byte[] parquet = await ParquetFiles.OfTextAsync(Names, Rows);
        (string Receipt, List<Reading> Readings) expected = await PostAsync(lines, Lines, null);
        Assert.Contains("\"appended\":3", expected.Receipt, StringComparison.Ordinal);
        Assert.Contains("\"quarantined\":7", expected.Receipt, StringComparison.Ordinal);
        foreach ((byte[] body, string type, string? encoding) in new[]
        {
            (Answers.Gzip(lines), Lines, "gzip"), (parquet, ParquetType, null), (Answers.Gzip(parquet), ParquetType, "gzip"), (parquet, "Application/X-Parquet; v=1", null),
        })
        {
            (string receipt, List<Reading> readings) = await PostAsync(body, type, encoding);
            Assert.Equal(expected.Receipt, receipt);
            Assert.Equal(expected.Readings, readings);
        }
    }

    [Fact]
    public async Task NumbersDatesAndInstantsKeepTheirMeaning()
    {
        var instant = new DateTime(2026, 1, 1, 4, 0, 0, 250, DateTimeKind.Utc);
        byte[] body = await ParquetFiles.WriteAsync(
            1, null, // A row group a row.
            (new DataField<string>("mv"), new[] { "a", "b", "c" }), (new DataField<string>("platform"), new[] { "p", "p", "p" }), (new DataField<string>("source"), new[] { "s", "s", "s" }),
            (new DateTimeDataField("observedAt", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis), new[] { instant, instant, instant }),
            (new DataField<long?>("impressions"), new long?[] { 1_000_000_000_000_000, null, 0 }), (new DataField<double?>("views"), new double?[] { 5, 1.5, double.NaN }));
        (string receipt, List<Reading> readings) = await PostAsync(body, ParquetType, null);
        Reading reading = Assert.Single(readings);
        Assert.Equal(new DateTimeOffset(instant), reading.ObservedAt);
        Assert.Equal(Counters.None with { Impressions = 1_000_000_000_000_000, Views = 5 }, reading.Counters);
        JsonElement[] bad = [.. JsonDocument.Parse("{" + receipt).RootElement.GetProperty("quarantine").EnumerateArray()];
        Assert.Equal(
            [(2, "views", "1.5", "reading.notWhole"), (3, "views", "NaN", "reading.notWhole")],
            bad.Select(row => (row.GetProperty("line").GetInt32(), row.GetProperty("column").GetString(), row.GetProperty("value").GetString(), row.GetProperty("code").GetString())));

        byte[] dates = await ParquetFiles.WriteAsync(
            1, null, (new DataField<string>("mv"), new[] { "a" }), (new DataField<string>("platform"), new[] { "p" }), (new DataField<string>("source"), new[] { "s" }),
            (new DateTimeDataField("observedAt", DateTimeFormat.Date), new[] { instant.Date }), (new DataField<int>("views"), new[] { 7 }));
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 16, 0, 0, TimeSpan.Zero), Assert.Single((await PostAsync(dates, ParquetType, null, "?zone=Asia/Shanghai")).Readings).ObservedAt);
    }

    [Fact]
    public async Task TextThatIsNotUtf8CostsItsRow()
    {
        byte[][] mvs = ["good"u8.ToArray(), [0xE9, 0x80]];
        string[] same = ["p", "p"], days = ["2026-01-01", "2026-01-01"];
        byte[] body = await ParquetFiles.WriteAsync(
            9, null, (new DataField<byte[]>("mv"), mvs), (new DataField<string>("platform"), same), (new DataField<string>("source"), same),
            (new DataField<string>("observedAt"), days), (new DataField<long>("views"), new long[] { 1, 2 }));
        (string receipt, List<Reading> readings) = await PostAsync(body, ParquetType, null);
        Assert.Equal("good", Assert.Single(readings).Mv);
        Assert.Contains("reading.encoding", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FilesThatCantBeReadAreRefusedWhole()
    {
        await using IntakeServer server = await IntakeServer.StartAsync(null, ("Intake:MaxBatchRows", "5"), ("Intake:MaxBatchBytes", "100000"));
        string[] row = ["a", "p", "s", "2026-01-01", "1"];
        byte[] good = await ParquetFiles.OfTextAsync(Names[..5], row);
        async Task Refused(byte[] body, HttpStatusCode status, string code, string says)
        {
            using HttpResponseMessage answer = await server.PostAsync("v1/observations", body, ParquetType);
            await answer.RefusedAsync(status, code);
            Assert.Contains(says, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await Refused(good[..^9], HttpStatusCode.BadRequest, "observations.parquet", "cut off");
        await Refused("{\"mv\":\"a\"}\n{}\n"u8.ToArray(), HttpStatusCode.BadRequest, "observations.parquet", "does not begin with PAR1");
        await Refused([], HttpStatusCode.BadRequest, "observations.parquet", "too short");
        await Refused(await ParquetFiles.OfTextAsync(["mv", "platform", "source", "views"], row[..4]), HttpStatusCode.BadRequest, "observations.parquet", "no column 'observedAt'. Columns found: mv, platform, source, views");
        await Refused(await ParquetFiles.OfTextAsync(["mv", "platform", "source", "observedAt"], row[..4]), HttpStatusCode.BadRequest, "observations.parquet", "no column of a counter");
        await Refused(await ParquetFiles.OfTextAsync(Names[..5], [row, row, row, row, row, row]), HttpStatusCode.RequestEntityTooLarge, "observations.tooManyRows", "5 rows");
        await Refused(await BombAsync(), HttpStatusCode.RequestEntityTooLarge, "observations.tooLarge", "100000 bytes");
        await Refused(await ParquetFiles.OfTextAsync(Names[..5]), HttpStatusCode.BadRequest, "observations.empty", "no rows");
        await Refused(await ListAsync(), HttpStatusCode.BadRequest, "observations.parquet", "'views' holds lists");
        Assert.Empty(server.Log.Events);
        Assert.Equal(HttpStatusCode.Accepted, (await server.PostAsync("v1/observations", good, ParquetType)).StatusCode);
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static Task<byte[]> BombAsync()
    {
        string[] text = ["x"];
        return ParquetFiles.WriteAsync(
            1, new() { CompressionMethod = CompressionMethod.Gzip }, (new DataField<byte[]>("mv"), new byte[][] { new byte[100_001] }), (new DataField<string>("platform"), text),
            (new DataField<string>("source"), text), (new DataField<string>("observedAt"), text), (new DataField<long>("views"), new long[] { 1 }));
    }

    private static async Task<byte[]> ListAsync()
    {
        using var stream = new MemoryStream();
        DataField[] texts = [.. Names[..4].Select(name => new DataField<string>(name))];
        var list = new ListField("views", new DataField<int>("element"));
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new([.. texts, list]), stream, cancellationToken: TestContext.Current.CancellationToken))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (DataField text in texts) await group.WriteAsync(text, new[] { "x" });
            await group.WriteAllPartsAsync<int>((DataField)list.Item, new[] { 1 }, new[] { 2 }, new[] { 0 }, TestContext.Current.CancellationToken);
        }

        return stream.ToArray();
    }

    private static async Task<(string Receipt, List<Reading> Readings)> PostAsync(byte[] body, string type, string? encoding, string query = "")
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        using HttpResponseMessage taken = await server.PostAsync("v1/observations" + query, body, type, encoding);
        string receipt = await taken.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(taken.StatusCode == HttpStatusCode.Accepted, receipt);
        // What is left is the same each time: the batch's id and time go.
        return (receipt[receipt.IndexOf("\"appended\"", StringComparison.Ordinal)..], [.. server.Log.Readings]);
    }
}
