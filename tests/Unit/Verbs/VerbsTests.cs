using System.Globalization;
using System.Text;
using System.Text.Json;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Verbs.Importing;
using MediaAnalytics.Gateway.Verbs.Observing;
using MediaAnalytics.Tests.Unit.Intake;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Verbs;

public sealed class VerbsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verbs").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ImportUploadsMediaOnceAndReportsWhatIsMissing()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        string media = Path.Combine(_folder, "media");
        Directory.CreateDirectory(Path.Combine(media, "clips"));
        Write("secret.mp4", "outside");
        Write("media/clips/a.mp4", "sound");
        Write("media/clips/b.mp4", "sound");
        File.CreateSymbolicLink(Path.Combine(media, "link.mp4"), Path.Combine(_folder, "secret.mp4"));
        string catalogue = Write("c.csv", "id,title,media\na,A,clips/a.mp4\nb,B,clips/b.mp4\nc,C,gone.mp4\nd,D,link.mp4\ne,E,../secret.mp4\nf,F,\n");

        (int exit, JsonElement summary) = await ImportAsync(server, catalogue, media);
        Assert.Equal(ExitCodes.DoneWithExceptions, exit);
        JsonElement totals = summary.GetProperty("media");
        Assert.Equal((5, 3), (totals.GetProperty("files").GetInt32(), totals.GetProperty("failed").GetInt32()));
        Assert.Equal((6, 5, 1), (summary.GetProperty("rows").GetInt32(), summary.GetProperty("created").GetInt32(), summary.GetProperty("quarantined").GetInt32()));
        Assert.Single(server.Artifacts.Blobs, blob => blob.Key.StartsWith("media/", StringComparison.Ordinal));
        Assert.All(server.Entries.Where(entry => entry.Id is "a" or "b"), entry => Assert.NotNull(entry.MediaHash));
        Assert.Contains("out of the media folder", server.Entries.Single(entry => entry.Id == "d").MediaProblem, StringComparison.Ordinal);
        Assert.Contains("not found", server.Entries.Single(entry => entry.Id == "c").MediaProblem, StringComparison.Ordinal);
        Assert.Contains("6,media,../secret.mp4,catalogue.mediaPath", await File.ReadAllTextAsync(catalogue + ".quarantine.csv", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        (_, summary) = await ImportAsync(server, catalogue, media);
        Assert.Equal((0, 2, 5), (summary.GetProperty("media").GetProperty("uploaded").GetInt32(), summary.GetProperty("media").GetProperty("present").GetInt32(), summary.GetProperty("unchanged").GetInt32()));
    }

    [Fact]
    public async Task ADryRunUploadsNothing()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        Write("a.mp4", "sound");
        string catalogue = Write("c.jsonl", "{\"id\":\"a\",\"title\":\"A\",\"media\":\"a.mp4\"}\n");
        (int exit, JsonElement summary) = await ImportAsync(server, catalogue, _folder, dryRun: true);
        Assert.Equal((ExitCodes.Done, 1), (exit, summary.GetProperty("created").GetInt32()));
        Assert.Empty(server.Entries);
        Assert.DoesNotContain(server.Artifacts.Blobs.Keys, key => key.StartsWith("media/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACompressedCatalogueIsSentWithAndWithoutMedia()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        string path = Path.Combine(_folder, "c.csv.gz");
        await File.WriteAllBytesAsync(path, Answers.Gzip(Encoding.UTF8.GetBytes("id,title\na,A\n")), TestContext.Current.CancellationToken);
        Assert.Equal(1, (await ImportAsync(server, path, null)).Summary.GetProperty("created").GetInt32());
        Assert.Equal(1, (await ImportAsync(server, path, _folder)).Summary.GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task ObserveSendsAllRowsThroughABusyServer()
    {
        const int Rows = 12_345;
        await using IntakeServer server = await IntakeServer.StartAsync();
        server.Gate.Refusals = 3;
        server.Log.Failures = 2;
        var csv = new StringBuilder("date,bvid,title,view,like\n");
        for (int i = 0; i < Rows; i++) csv.Append(CultureInfo.InvariantCulture, $"2023-08-25,BV{i},\"t,\n{i}\",{i},\n");
        csv.Append("2023-08-25,BV1,t,-5,\n2023-08-25,BV1\n2023-08-25,BV0,t,0,\n");
        string file = Write("r.csv", csv.ToString());
        (int exit, JsonElement summary) = await ObserveAsync(server, file);
        Assert.Equal(ExitCodes.DoneWithExceptions, exit);
        Assert.Equal(
            (Rows + 3, Rows + 1, 1, 2),
            (summary.GetProperty("rows").GetInt32(), summary.GetProperty("appended").GetInt32(), summary.GetProperty("duplicates").GetInt32(), summary.GetProperty("quarantined").GetInt32()));
        Assert.Equal(Rows, server.Log.Readings.Select(reading => reading.Mv).Distinct().Count());
        Assert.Equal((long)Rows * (Rows - 1) / 2, server.Log.Readings.Sum(reading => reading.Counters.Views));
        Assert.All(server.Log.Readings, reading => Assert.Equal(("bilibili", new DateTimeOffset(2023, 8, 24, 16, 0, 0, TimeSpan.Zero)), (reading.Platform, reading.ObservedAt)));
        string[] quarantine = await File.ReadAllLinesAsync(file + ".quarantine.csv", TestContext.Current.CancellationToken);
        Assert.Equal([$"{2 * Rows + 2},view,-5,reading.negative,a counter is 0 or more", $"{2 * Rows + 3},,\"2023-08-25,BV1\",file.fieldCount,2 fields where the header has 5"], quarantine[1..]);
    }

    [Fact]
    public async Task ObserveReadsJsonLinesFromStdin()
    {
        await using IntakeServer server = await IntakeServer.StartAsync();
        using var input = new MemoryStream("{\"bvid\":\"a\",\"date\":\"2023-08-25\",\"view\":5}\n{\"bvid\":\"b\",\"date\":\"2023-08-25\",\"view\":\"6\",\"like\":null}\n"u8.ToArray());
        (int exit, JsonElement summary) = await ObserveAsync(server, "-", input);
        Assert.Equal((ExitCodes.Done, 2), (exit, summary.GetProperty("appended").GetInt32()));
        Assert.Equal([5L, 6L], server.Log.Readings.Select(reading => reading.Counters.Views).Order());
    }

    [Theory]
    [InlineData("bilibili-popular-music-2023.csv", 1618, "mv=bvid observedAt=date views=view likes=like comments=reply shares=share", "Asia/Shanghai")]
    [InlineData("youtube-trending-US-2017.csv", 1252, "mv=video_id observedAt=date views=views likes=likes comments=comment_total", "America/New_York")]
    [InlineData("youtube-mv-snapshots-2025.csv", 1142, "mv=video_id observedAt=run_datetime_utc views=view_count likes=like_count comments=comment_count", null)]
    public async Task RealReadingsFlowIn(string name, int rows, string maps, string? zone)
    {
        string file = Path.Combine(SharedData.Folder, "data", "counters", name);
        Assert.SkipUnless(File.Exists(file), $"the readings are not at {file}; set {SharedData.Variable} to the folder that holds data/");
        await using IntakeServer server = await IntakeServer.StartAsync();
        (int exit, JsonElement summary) = await ObserveAsync(server, file, null, maps.Split(' '), zone);
        Assert.Equal((ExitCodes.Done, rows, rows), (exit, summary.GetProperty("rows").GetInt32(), summary.GetProperty("appended").GetInt32()));
        Assert.All(server.Log.Readings, reading => Assert.True(reading.Counters.Views >= 0));
    }

    [Fact]
    public async Task AServerThatIsNotThereIsOneSentence()
    {
        string file = Write("r.csv", "mv,observedAt,views\na,2023-01-01,1\n");
        using var output = new StringWriter();
        using var error = new StringWriter();
        var action = new ObserveAction(new(file, new("http://127.0.0.1:1"), [], ["platform=p", "source=s"], null, true, null), TimeProvider.System, Stream.Null, new(output, error));
        Assert.Equal(ExitCodes.Failed, await action.RunAsync(TestContext.Current.CancellationToken));
        Assert.Equal("", output.ToString());
        Assert.StartsWith("Can't reach the server at http://127.0.0.1:1/", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int Exit, JsonElement Summary)> ImportAsync(IntakeServer server, string catalogue, string? media, bool dryRun = false)
    {
        using var output = new StringWriter();
        int exit = await new ImportAction(new(catalogue, media, server.Address, dryRun, Json: true, null), new SteppedTime(), new(output, TextWriter.Null)).RunAsync(TestContext.Current.CancellationToken);
        return (exit, JsonDocument.Parse(output.ToString()).RootElement);
    }

    private static async Task<(int Exit, JsonElement Summary)> ObserveAsync(IntakeServer server, string file, Stream? input = null, string[]? maps = null, string? zone = "Asia/Shanghai")
    {
        using var output = new StringWriter();
        var arguments = new ObserveArguments(
            file, server.Address, maps ?? ["mv=bvid", "observedAt=date", "views=view", "likes=like"], ["platform=bilibili", "source=popular"], zone, Json: true, null);
        int exit = await new ObserveAction(arguments, new SteppedTime(), input ?? Stream.Null, new(output, TextWriter.Null)).RunAsync(TestContext.Current.CancellationToken);
        return (exit, JsonDocument.Parse(output.ToString()).RootElement);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
