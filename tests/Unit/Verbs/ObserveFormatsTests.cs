using System.Text;
using System.Text.Json;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Verbs.Importing;
using MediaAnalytics.Gateway.Verbs.Observing;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Rows;
using Parquet.Schema;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Verbs;

/// <summary>The verbs take the same rows in every form, told by the bytes rather than by the name.</summary>
public sealed class ObserveFormatsTests : IDisposable
{
    private static readonly string[] Names = ["bvid", "date", "view"];

    private static readonly string?[][] Rows = [["a", "2023-08-25", "5"], ["b", "2023-08-25", "-1"], ["c", "soon", "7"], ["", "2023-08-25", "7"], ["d", "2023-08-25T01:00:00Z", "8.0"]];

    private readonly string _folder = Directory.CreateTempSubdirectory("formats").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task EveryFormPlainCompressedOrPipedGivesTheSameReadingsAndQuarantine()
    {
        byte[] csv = Encoding.UTF8.GetBytes("bvid,date,view\n" + string.Concat(Rows.Select(row => string.Join(',', row) + "\n")));
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(Rows.Select(row => JsonSerializer.Serialize(Names.Zip(row).ToDictionary(cell => cell.First, cell => cell.Second)) + "\n")));
        byte[] parquet = await ParquetFiles.OfTextAsync(Names, Rows);
        (List<Reading> Readings, string[] Quarantine) expected = await ObserveAsync("r.jsonl", lines);
        Assert.Equal((2, 3), (expected.Readings.Count, expected.Quarantine.Length));
        foreach ((string name, byte[] body, int headerLines) in new[]
        {
            ("r.csv", csv, 1), ("r.csv.gz", Answers.Gzip(csv), 1), ("r.jsonl.gz", Answers.Gzip(lines), 0), ("r.parquet", parquet, 0), ("r.data", parquet, 0),
            ("r.parquet.gz", Answers.Gzip(parquet), 0), ("-", parquet, 0), ("-", lines, 0), ("-", csv, 1),
        })
        {
            (List<Reading> readings, string[] quarantine) = await ObserveAsync(name, body);
            Assert.Equal(expected.Readings, readings);
            Assert.Equal(expected.Quarantine, quarantine.Select(row => Shifted(row, headerLines)));
        }
    }

    [Fact]
    public async Task ManyRowGroupsAreStreamedAndTextThatIsNotUtf8IsKeptApart()
    {
        const int Count = 12_000;
        byte[][] mvs = [.. Enumerable.Range(0, Count).Select(i => i == 7_000 ? [0xFF, 0xFE] : Encoding.UTF8.GetBytes($"m{i}"))];
        byte[] file = await ParquetFiles.WriteAsync(
            1_000, null, (new DataField<byte[]>("bvid"), mvs), (new DateTimeDataField("date", DateTimeFormat.Date), Enumerable.Repeat(new DateTime(2023, 8, 25, 0, 0, 0, DateTimeKind.Utc), Count).ToArray()),
            (new DataField<int>("view"), Enumerable.Range(0, Count).ToArray()));
        (List<Reading> readings, string[] quarantine) = await ObserveAsync("r.parquet", file);
        Assert.Equal(Count - 1, readings.Count);
        Assert.Equal((long)Count * (Count - 1) / 2 - 7_000, readings.Sum(reading => reading.Counters.Views));
        Assert.Equal("7001,bvid,\\xFF\\xFE,file.encoding,not UTF-8 text", Assert.Single(quarantine));
    }

    [Fact]
    public async Task ADamagedFileIsOneSentence()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        byte[] file = await ParquetFiles.OfTextAsync(Names, Rows);
        string path = Write("r.parquet", file[..^30]);
        using var error = new StringWriter();
        Assert.Equal(ExitCodes.Failed, await new ObserveAction(Arguments(server, path), new SteppedTime(), Stream.Null, new(TextWriter.Null, error)).RunAsync(Stop));
        Assert.StartsWith("The Parquet file can't be read: it does not end with PAR1", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Log.Events);
    }

    [Fact]
    public async Task ACatalogueInParquetIsImportedWithItsMedia()
    {
        byte[] catalogue = await ParquetFiles.OfTextAsync(["id", "title", "media"], ["a", "A", "a.mp4"], ["b", "B", null], ["c", "C", "gone.mp4"]);
        Write("a.mp4", "sound"u8.ToArray());
        foreach ((string name, byte[] body) in new[] { ("c.parquet", catalogue), ("c.parquet.gz", Answers.Gzip(catalogue)) })
        {
            foreach (string? media in new[] { null, _folder })
            {
                await using IntakeServer server = await IntakeServer.StartAsync();
                using var output = new StringWriter();
                await new ImportAction(new(Write(name, body), media, server.Address, DryRun: false, Json: true, null), new SteppedTime(), new(output, TextWriter.Null)).RunAsync(Stop);
                Assert.Equal(3, JsonDocument.Parse(output.ToString()).RootElement.GetProperty("created").GetInt32());
                Assert.Equal(media is not null, server.Entries.Single(entry => entry.Id == "a").MediaHash is not null);
            }
        }
    }

    private static string Shifted(string row, int by)
    {
        int comma = row.IndexOf(',', StringComparison.Ordinal);
        return (int.Parse(row[..comma], System.Globalization.CultureInfo.InvariantCulture) - by).ToString(System.Globalization.CultureInfo.InvariantCulture) + row[comma..];
    }

    private ObserveArguments Arguments(IntakeServer server, string path) => new(
        path, server.Address, ["mv=bvid", "observedAt=date", "views=view"], ["platform=p", "source=s"], "Asia/Shanghai", Json: true, Path.Combine(_folder, "q.csv"));

    private async Task<(List<Reading> Readings, string[] Quarantine)> ObserveAsync(string name, byte[] body)
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        using var output = new StringWriter();
        string path = name == "-" ? name : Write(name, body);
        Stream input = name == "-" ? new Pipe(body) : Stream.Null;
        int exit = await new ObserveAction(Arguments(server, path), new SteppedTime(), input, new(output, TextWriter.Null)).RunAsync(Stop);
        Assert.Equal(ExitCodes.DoneWithExceptions, exit);
        return ([.. server.Log.Readings.OrderBy(reading => reading.Mv, StringComparer.Ordinal)], (await File.ReadAllLinesAsync(Path.Combine(_folder, "q.csv"), Stop))[1..]);
    }

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>A stream that can only be read onward.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
