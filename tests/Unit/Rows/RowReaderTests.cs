using System.Text;
using CsCheck;
using MediaAnalytics.Storage.Rows;
using Sylvan.Data.Csv;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Rows;

public sealed class RowReaderTests
{
    private static readonly string[] Awkward = ["", "a", "\"", "\"\"", ",", "\n", "\r\n", "a,b", " x ", "雨", "é\"ß", "line\nline"];

    private static readonly Gen<string> Field = Gen.OneOf(Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i]), Gen.String[Gen.Char.AlphaNumeric, 0, 8]);

    [Fact]
    public void WhatIsWrittenIsReadFromPiecesOfAnySize() =>
        Gen.Select(Field.Array[3].Array[1, 8], Gen.Int[1, 7], Gen.Bool).Sample((table, piece, crlf) =>
        {
            var csv = new StringBuilder();
            foreach (string[] row in table) CsvText.AppendRow(csv, row);
            string text = crlf ? csv.ToString().TrimEnd('\n') + "\r\n" : csv.ToString();
            List<string[]> read = Read(text, piece).Select(row => row.Fields).ToList();
            Assert.Equal(table, read);
        });

    [Fact]
    public void AnIndependentReaderAgrees() =>
        Field.Array[3].Array[1, 8].Sample(table =>
        {
            var csv = new StringBuilder("a,b,c\n");
            foreach (string[] row in table) CsvText.AppendRow(csv, row);
            var theirs = new List<string[]>();
            using CsvDataReader reader = CsvDataReader.Create(new StringReader(csv.ToString()));
            while (reader.Read()) theirs.Add([reader.GetString(0), reader.GetString(1), reader.GetString(2)]);
            Assert.Equal(theirs, Read(csv.ToString(), 64).Skip(1).Select(row => row.Fields));
        });

    [Fact]
    public void ARowKnowsItsLineAndTheNextRowsByte()
    {
        string text = "\uFEFFid,title\r\n\r\n1,\"two\nlines\"\r\n2,x";
        List<(long Line, long Position, RowFault Fault, string[] Fields)> rows = Read(text, 5);
        Assert.Equal([1L, 3L, 5L], rows.Select(row => row.Line));
        Assert.Equal(Encoding.UTF8.GetByteCount(text), rows[^1].Position);
        Assert.Equal(Encoding.UTF8.GetByteCount(text) - 3, rows[1].Position);
    }

    [Theory]
    [InlineData("a,b\n1,\"open\n2,fine\n3,fine\n", 2)]
    [InlineData("a,b\n1,\"open\n2,\"f,ine\"\n3,fine\n", 2)]
    [InlineData("a,b\n1,st\"ray\n2,fine\n3,fine\n", 2)]
    [InlineData("a,b\n1,\"early\"end\n2,fine\n3,fine\n", 2)]
    [InlineData("a,b\n1,fine\n2,fine\n3,\"open", 4)]
    public void AStrayQuoteCostsOneLine(string text, long line)
    {
        List<(long Line, long Position, RowFault Fault, string[] Fields)> rows = Read(text, 64);
        Assert.Equal(4, rows.Count);
        Assert.Equal([line], rows.Where(row => row.Fault == RowFault.Quote).Select(row => row.Line));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ALongRowIsSkippedAndTheRestRead(bool quoted)
    {
        string longRow = quoted ? $"1,\"{new string('x', RowReader.MaxRowBytes)}\"" : $"1,{new string('x', 3 * RowReader.MaxRowBytes)}";
        List<(long Line, long Position, RowFault Fault, string[] Fields)> rows = Read($"a,b\n{longRow}\n2,fine\n", 100_000);
        Assert.Equal([RowFault.None, RowFault.TooLong, RowFault.None], rows.Select(row => row.Fault));
        Assert.Equal(3, rows[2].Line);
    }

    private static List<(long Line, long Position, RowFault Fault, string[] Fields)> Read(string text, int piece)
    {
        var rows = new List<(long, long, RowFault, string[])>();
        var fields = new CsvFields();
        var reader = new RowReader(new PiecewiseStream(Encoding.UTF8.GetBytes(text), piece), csv: true);
        // The stream is in memory, so nothing is ever waited for.
        while (reader.ReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (reader.Fault == RowFault.None) fields.Split(reader.Row);
            rows.Add((reader.Line, reader.Position, reader.Fault, reader.Fault == RowFault.None ? [.. Enumerable.Range(0, fields.Count).Select(fields.Text)] : []));
        }

        return rows;
    }

    private sealed class PiecewiseStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
