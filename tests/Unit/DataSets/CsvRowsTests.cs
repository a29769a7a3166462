using MediaAnalytics.Silo.DataSets;
using Xunit;

namespace MediaAnalytics.Tests.Unit.DataSets;

public sealed class CsvRowsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csv-").FullName;

    private string Csv => Path.Combine(_folder, "a.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_know_their_lines_through_quotes_line_breaks_and_blank_lines()
    {
        using var rows = Open("Clip, Artist,Note\na,\"one, \"\"two\"\"\",\"x\ny\"\r\n\nb,four,\n");
        int clip = rows.Required("clip"), artist = rows.Required("ARTIST");
        Assert.True(rows.Read());
        Assert.Equal(("a", "one, \"two\"", 2), (rows[clip], rows[artist], rows.Line));
        Assert.True(rows.Read());
        Assert.Equal(("b", "four", 5), (rows[clip], rows[artist], rows.Line));
        Assert.False(rows.Read());
    }

    [Theory]
    [InlineData("clip,artist\na,b\nc,\u001b]0;x\u0007\n", "line 3: field 2 holds a control character (U+001B)")]
    [InlineData("clip,artist\na,\"b\nc\"\n", "line 2: field 2 holds a control character (U+000A)")]
    [InlineData("clip,artist\u009b\na,b\n", "line 1: field 2 holds a control character (U+009B)")]
    public void What_a_terminal_would_obey_is_refused(string text, string told) => Assert.Contains(
        told,
        Assert.Throws<DataSetException>(() =>
        {
            using var rows = Open(text);
            while (rows.Read()) Assert.NotEqual("", rows[1]);
        }).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Columns_of_three_header_lines_are_told_apart_by_all_their_names()
    {
        File.WriteAllText(Csv, ",album,track\n,title,title\ntrack_id,,\n2,A,B\n");
        using var rows = CsvRows.Open(Csv, headerRows: 3);
        Assert.Equal((1, 2), (rows.Required("album", "title"), rows.Required("track", "title")));
        Assert.Null(rows.Optional("artist", "title"));
        Assert.True(rows.Read());
        Assert.Equal(("B", 4), (rows[2], rows.Line));
        Assert.Contains("line 2: there is no column 'track / genre_top'", Assert.Throws<DataSetException>(() => rows.Required("track", "genre_top")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clip,artist\na,b\nc\n", "line 3: 1 fields where the header has 2")]
    [InlineData("clip,artist\na,b,c\n", "line 2: 3 fields where the header has 2")]
    [InlineData("clip,artist\na,\"b\n", "line 2 or after: not CSV")]
    [InlineData("clip,artist\na,\"b\"c\n", "line 2 or after: not CSV")]
    [InlineData("", "ends before its header does")]
    public void What_is_wrong_is_told_with_its_line(string text, string told) =>
        Assert.Contains(told, Assert.Throws<DataSetException>(() => ReadAll(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Rows_and_their_length_have_limits()
    {
        string longest = new('x', CsvRows.MaxRowLength - 100);
        Assert.Equal(1, ReadAll($"clip,artist\na,{longest}\n"));
        Assert.Contains("line 2", Assert.Throws<DataSetException>(() => ReadAll($"clip,artist\na,{longest}{longest}\n")).Message, StringComparison.Ordinal);
        string most = string.Concat(Enumerable.Repeat("a,b\n", CsvRows.MaxRows));
        Assert.Equal(CsvRows.MaxRows, ReadAll("clip,artist\n" + most));
        Assert.Contains($"line {CsvRows.MaxRows + 2}: there are more than", Assert.Throws<DataSetException>(() => ReadAll($"clip,artist\n{most}a,b\n")).Message, StringComparison.Ordinal);
    }

    private CsvRows Open(string text)
    {
        File.WriteAllText(Csv, text);
        return CsvRows.Open(Csv);
    }

    private int ReadAll(string text)
    {
        using var rows = Open(text);
        int count = 0;
        while (rows.Read()) count++;
        return count;
    }
}
