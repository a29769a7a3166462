using System.Text;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Grains.Catalogue.Importing;
using MediaAnalytics.Storage.Rows;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Catalogue;

public sealed class CatalogueReaderTests
{
    private const string Header =
        "ID,Title,track,creators,releaseDate,platformIds,media,genre,hasStory,structure,theme,hasCharacters,basedOnRealEvents,songOrigin,label\n";

    [Fact]
    public async Task AFullRowIsReadInEitherForm()
    {
        string csv = Header + "a1,Rain, t1 ,c1; c2;c1,2024-05-31,YouTube:dQw4;bilibili:BV1:x,clips/a.mp4, Folk Rock,yes,Time-Space-Staggered,urban life,0,FALSE,adapted,Big\n";
        string json = """
            {"id":"a1","title":"Rain","track":"t1","creators":["c1","c2"],"releaseDate":"2024-05-31","platformIds":["youtube:dQw4","bilibili:BV1:x"],"media":"clips/a.mp4","genre":"folk rock","hasStory":true,"structure":"time_space_staggered","theme":"urban-life","hasCharacters":false,"basedOnRealEvents":"no","songOrigin":"adapted","label":"Big"}

            """;
        foreach (CatalogueEntry entry in new[] { (await OneAsync(csv)).Entry!, (await OneAsync(json, CatalogueFormat.JsonLines)).Entry! })
        {
            Assert.Equal(("a1", "Rain", "t1", new DateOnly(2024, 5, 31), "clips/a.mp4", "folk rock"), (entry.Id, entry.Title, entry.Track, entry.ReleaseDate, entry.Media, entry.DeclaredGenre));
            Assert.Equal(["c1", "c2"], entry.Creators);
            Assert.Equal([new("youtube", "dQw4"), new("bilibili", "BV1:x")], entry.PlatformIds);
            Assert.Equal(
                new StoryFeatures
                {
                    HasStory = true, Structure = StoryStructure.TimeSpaceStaggered, Theme = StoryTheme.UrbanLife, HasCharacters = false,
                    BasedOnRealEvents = false, SongOrigin = SongOrigin.Adapted,
                },
                entry.Story);
            Assert.Equal("Big", Assert.Single(entry.Extra, pair => pair.Key == "label").Value);
        }
    }

    [Theory]
    [InlineData("", "x", "id", "catalogue.missingId")]
    [InlineData("a", " ", "title", "catalogue.missingTitle")]
    [InlineData("a\u0001b", "x", "id", "catalogue.control")]
    [InlineData("a\u007Fb", "x", "id", "catalogue.control")]
    [InlineData("\"a\nb\"", "x", "id", "catalogue.control")]
    [InlineData("a", "x\0y", "title", "catalogue.control")]
    [InlineData("a", "x,,,2024-5-1", "releaseDate", "catalogue.releaseDate")]
    [InlineData("a", "x,,,2023-02-29", "releaseDate", "catalogue.releaseDate")]
    [InlineData("a", "x,,,2024", "releaseDate", "catalogue.releaseDate")]
    [InlineData("a", "x,,,,youtube", "platformIds", "catalogue.platformId")]
    [InlineData("a", "x,,,,,../a.mp4", "media", "catalogue.mediaPath")]
    [InlineData("a", "x,,,,,/etc/passwd", "media", "catalogue.mediaPath")]
    [InlineData("a", "x,,,,,C:/a.mp4", "media", "catalogue.mediaPath")]
    [InlineData("a", "x,,,,,a\\b.mp4", "media", "catalogue.mediaPath")]
    [InlineData("a", "x,,,,,a//b.mp4", "media", "catalogue.mediaPath")]
    [InlineData("a", "x,,,,,,,maybe", "hasStory", "catalogue.word")]
    [InlineData("a", "x,,,,,,,,haiku", "structure", "catalogue.word")]
    public async Task ABadValueNamesItsColumn(string id, string rest, string column, string code)
    {
        string row = $"{id},{rest}";
        row += new string(',', 14 - row.Count(c => c == ','));
        CatalogueRow read = await OneAsync(Header + row + "\n");
        Assert.Null(read.Entry);
        Assert.Equal((2L, column, code), (read.Problem!.Line, read.Problem.Column, read.Problem.Code));
    }

    [Fact]
    public async Task SeveralFaultsOfARowAreOneProblemThatNamesThemAll()
    {
        CatalogueRow row = await OneAsync("id,title,releaseDate,hasStory\na,,soon,perhaps\n");
        Assert.Equal("title", row.Problem!.Column);
        Assert.Contains("(also wrong: releaseDate, hasStory)", row.Problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BadRowsCostThemselvesAlone()
    {
        byte[] latin1 = [.. "id,title\n1,ok\n2,caf"u8, 0xE9, .. "\n3,a,b\n4\n5,\"open\n6,ok\n"u8];
        List<CatalogueRow> rows = await AllAsync(new MemoryStream(latin1), CatalogueFormat.Csv);
        Assert.Equal(["1", "6"], rows.Where(row => row.Entry is not null).Select(row => row.Entry!.Id));
        Assert.Equal(
            [(3L, "title", "caf\\xE9", "catalogue.encoding"), (4L, "", "3,a,b", "catalogue.fieldCount"), (5L, "", "4", "catalogue.fieldCount"), (6L, "", "5,\"open", "catalogue.quote")],
            rows.Where(row => row.Problem is not null).Select(row => (row.Problem!.Line, row.Problem.Column, row.Problem.Value, row.Problem.Code)));
    }

    [Theory]
    [InlineData("{\"id\":\"a\"", "catalogue.json")]
    [InlineData("[1]x", "catalogue.jsonArray")]
    [InlineData("{\"id\":{\"x\":1},\"title\":\"t\"}", "catalogue.type")]
    [InlineData("{\"id\":\"a\",\"ID\":\"b\",\"title\":\"t\"}", "catalogue.repeatedField")]
    [InlineData("{\"id\":\"a\",\"title\":\"\\ud800\"}", "catalogue.encoding")]
    [InlineData("{\"id\":\"a\",\"title\":[\"t\"]}", "catalogue.type")]
    [InlineData("\"a\"", "catalogue.json")]
    public async Task BadJsonLinesAreNamed(string line, string code)
    {
        (CatalogueReader? reader, CatalogueFault? fault) = await OpenAsync(line + "\n", CatalogueFormat.JsonLines);
        if (reader is null)
        {
            Assert.Equal(code, fault!.Code);
            return;
        }

        await using (reader) Assert.Equal(code, (await reader.ReadAsync())!.Value.Problem!.Code);
    }

    [Theory]
    [InlineData("", "catalogue.empty", "")]
    [InlineData("name;titel\n", "catalogue.header", "name;titel")]
    [InlineData("id,name\n1,x\n", "catalogue.header", "id,name")]
    [InlineData("id,title,Title\n", "catalogue.header", "twice")]
    [InlineData("PK\u0003\u0004\n", "catalogue.encoding", "Excel")]
    public async Task AFileThatIsNoCatalogueSaysWhatWasFound(string text, string code, string found)
    {
        (CatalogueReader? reader, CatalogueFault? fault) = await OpenAsync(text, CatalogueFormat.Csv);
        Assert.Null(reader);
        Assert.Equal(code, fault!.Code);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf16IsRefused()
    {
        (_, CatalogueFault? fault) = await CatalogueReader.OpenAsync(new MemoryStream([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("id,title\n")]), CatalogueFormat.Csv);
        Assert.Equal("catalogue.encoding", fault!.Code);
    }

    [Fact]
    public async Task IdsAreNormalisedOfAnyScriptAndTitlesKeptAsTheyCame()
    {
        CatalogueEntry entry = (await OneAsync("id,track,title\n 雨の日 ,Cafe\u0301,\" Cafe\u0301\"\n")).Entry!;
        Assert.Equal(("雨の日", "Caf\u00E9", " Cafe\u0301"), (entry.Id, entry.Track, entry.Title));
    }

    [Fact]
    public async Task TheVevoListSurvivesWholeAndUnmangled()
    {
        string path = Path.Combine(SharedData.Folder, "data", "catalogue", "vevo-60k.txt");
        Assert.SkipUnless(File.Exists(path), $"the VEVO list is not at {path}; set {SharedData.Variable} to the folder that holds data/");
        string[][] list = [.. (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Where(line => line.Length > 0).Select(line => line.Split(',', 3))];
        var csv = new StringBuilder("id,title\n");
        foreach (string[] video in list) CsvText.AppendRow(csv, video[1], video[2]);
        List<CatalogueRow> rows = await AllAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())), CatalogueFormat.Csv);
        Assert.All(rows, row => Assert.Null(row.Problem));
        Assert.Equal(list.Select(video => (video[1], video[2])), rows.Select(row => (row.Entry!.Id, row.Entry.Title)));
    }

    private static async Task<CatalogueRow> OneAsync(string text, CatalogueFormat format = CatalogueFormat.Csv) =>
        Assert.Single(await AllAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), format));

    private static async Task<List<CatalogueRow>> AllAsync(Stream stream, CatalogueFormat format)
    {
        (CatalogueReader? reader, CatalogueFault? fault) = await CatalogueReader.OpenAsync(stream, format);
        Assert.Null(fault);
        var rows = new List<CatalogueRow>();
        await using (reader!)
            while (await reader!.ReadAsync() is { } row) rows.Add(row);
        return rows;
    }

    private static Task<(CatalogueReader? Reader, CatalogueFault? Fault)> OpenAsync(string text, CatalogueFormat format) =>
        CatalogueReader.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), format);
}
