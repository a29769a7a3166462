using System.Diagnostics;
using System.Globalization;
using System.Text;
using MediaAnalytics.Storage.Rows.Columnar;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Rows;

public sealed class ParquetRowsTests
{
    private const int Many = 1_000;

    private const string WithoutDictionaries = "COMPRESSION uncompressed, PARQUET_VERSION V2, DICTIONARY_SIZE_LIMIT 1";

    private const string DuckDbRows =
        """
        SELECT 'mv' || i % 5 AS mv, if(i % 3 = 0, NULL, 'p' || i) AS p, i::BIGINT AS views, i * 1.5 AS f, DATE '2024-01-01' + i::INTEGER AS d,
        make_timestamptz(1700000000000000 + i) AS at, i % 2 = 0 AS b FROM range(12) rows(i)
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<CompressionMethod> Codecs =>
        [CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Brotli, CompressionMethod.Zstd, CompressionMethod.Lz4Raw];

    /// <summary>Files that are damaged on purpose: Parquet.Net's by their codec, DuckDB's by its options.</summary>
    public static TheoryData<string> Samples =>
        ["Snappy", "Zstd", "COMPRESSION snappy", "COMPRESSION zstd, PARQUET_VERSION V2", WithoutDictionaries];

    [Theory]
    [MemberData(nameof(Codecs))]
    public async Task EveryTypeReadsAsTheTextThatCsvWouldHold(CompressionMethod codec)
    {
        var noon = new DateTime(2026, 2, 1, 12, 0, 0, 500, DateTimeKind.Utc);
        byte[] file = await ParquetFiles.WriteAsync(
            10, new() { CompressionMethod = codec },
            (new DataField("text", typeof(string), isNullable: true), new[] { "雨, \"a\"", null, "" }),
            (new DataField<int>("int"), new[] { -1, int.MaxValue, 0 }),
            (new DataField<int?>("maybe"), new int?[] { null, 7, null }),
            (new DataField<uint>("uint"), new[] { uint.MaxValue, 1u, 0u }),
            (new DataField<long>("long"), new[] { long.MinValue, 5, 6 }),
            (new DataField<ulong>("ulong"), new[] { ulong.MaxValue, 1ul, 0ul }),
            (new DataField<short>("short"), new short[] { -5, 1, 2 }),
            (new DataField<double>("double"), new[] { 12.0, 0.5, double.NaN }),
            (new DataField<float>("float"), new[] { 3f, 0.25f, 1e30f }),
            (new DataField<bool>("bool"), new[] { true, false, true }),
            (new DecimalDataField("decimal", 20, 2), new[] { 12.00m, -0.05m, 1234567.89m }),
            (new DateTimeDataField("date", DateTimeFormat.Date), new[] { noon.Date, new DateTime(1969, 12, 31, 0, 0, 0, DateTimeKind.Utc), noon.Date }),
            (new DateTimeDataField("instant", DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Micros), new[] { noon, noon.AddSeconds(0.5), noon }),
            (new DateTimeDataField("local", DateTimeFormat.Timestamp, isAdjustedToUTC: false, DateTimeTimeUnit.Millis), new[] { noon, noon, noon }));
        string?[][] rows = await AllAsync(file);
        Assert.Equal(
            [
                ["雨, \"a\"", "-1", null, "4294967295", "-9223372036854775808", "18446744073709551615", "-5", "12", "3", "true", "12.00", "2026-02-01", "2026-02-01T12:00:00.5Z", "2026-02-01T12:00:00.5"],
                [null, "2147483647", "7", "1", "5", "1", "1", "0.5", "0.25", "false", "-0.05", "1969-12-31", "2026-02-01T12:00:01Z", "2026-02-01T12:00:00.5"],
                ["", "0", null, "0", "6", "0", "2", "NaN", "1.0000000150474662E+30", "true", "1234567.89", "2026-02-01", "2026-02-01T12:00:00.5Z", "2026-02-01T12:00:00.5"],
            ],
            rows);
    }

    [Theory]
    [InlineData(EncodingHint.Default)]
    [InlineData(EncodingHint.Dictionary)]
    [InlineData(EncodingHint.DeltaBinaryPacked)]
    [InlineData(EncodingHint.ByteSplitStream)]
    public async Task RowGroupsFollowOneAnotherInEveryEncoding(EncodingHint hint)
    {
        var options = new ParquetOptions();
        options.ColumnEncodingHints["n"] = options.ColumnEncodingHints["m"] = hint;
        if (hint is EncodingHint.Default or EncodingHint.Dictionary) options.ColumnEncodingHints["t"] = hint;
        long[] numbers = [.. Enumerable.Range(0, Many).Select(i => (i % 17 * 1_000_003L) - i)];
        byte[] file = await ParquetFiles.WriteAsync(
            300, options,
            (new DataField<long>("n"), numbers),
            (new DataField<int?>("m"), numbers.Select((n, i) => i % 3 == 0 ? (int?)null : (int)n).ToArray()),
            (new DataField("t", typeof(string), isNullable: true), numbers.Select((n, i) => i % 5 == 0 ? null : $"t{n % 7}").ToArray()));
        string?[][] rows = await AllAsync(file);
        Assert.Equal(
            numbers.Select((n, i) => new[] { Text(n), i % 3 == 0 ? null : Text((int)n), i % 5 == 0 ? null : $"t{n % 7}" }),
            rows);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task TruncatedAnywhereItIsRefused(string sample)
    {
        byte[] file = await SampleAsync(sample);
        Assert.NotEmpty(await AllAsync(file));
        for (int length = 0; length < file.Length; length++)
            await Assert.ThrowsAsync<ParquetFileException>(() => AllAsync(file[..length]));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task DamagedAnywhereItEndsSoonAndInBounds(string sample)
    {
        byte[] file = await SampleAsync(sample);
        var random = new Random(7);
        long began = Stopwatch.GetTimestamp(), allocated = GC.GetAllocatedBytesForCurrentThread();
        int refused = 0, rounds = 0;
        for (int at = 0; at < file.Length; at++)
        {
            foreach (byte value in new byte[] { 0x00, 0xFF, 0x7F, 0x80, (byte)random.Next(256) })
            {
                byte[] damaged = [.. file];
                damaged[at] = value;
                rounds++;
                try
                {
                    await AllAsync(damaged, new(Many, 1 << 20));
                }
                catch (ParquetFileException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, rounds / 4, rounds - 1);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60), $"{rounds} damaged files took {Stopwatch.GetElapsedTime(began)}");
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - allocated) / rounds, 0, 4 << 20);
    }

    [Theory]
    [InlineData("COMPRESSION snappy")]
    [InlineData("COMPRESSION gzip, PARQUET_VERSION V2")]
    [InlineData("COMPRESSION zstd, PARQUET_VERSION V2")]
    [InlineData("COMPRESSION brotli")]
    [InlineData("COMPRESSION lz4_raw")]
    [InlineData(WithoutDictionaries)]
    public async Task WhatDuckDbWritesIsRead(string options)
    {
        string?[][] rows = await AllAsync(ParquetFiles.OfDuckDb(DuckDbRows, options));
        Assert.Equal(12, rows.Length);
        Assert.Equal(["mv0", null, "0", "0.0", "2024-01-01", "2023-11-14T22:13:20Z", "true"], rows[0]);
        Assert.Equal(["mv2", "p7", "7", "10.5", "2024-01-08", "2023-11-14T22:13:20.000007Z", "false"], rows[7]);
    }

    [Fact]
    public async Task BlocksOfNoDifferencesAreRefused()
    {
        // DuckDB 1.5.6 writes beyond its memory on this file, and takes its process with it.
        byte[] file = ParquetFiles.OfDuckDb("SELECT 'mv-' || i AS mv FROM range(1500) rows(i)", WithoutDictionaries);
        int header = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x80, 0x10, 0x08]);
        Assert.InRange(header, 0, 100);
        file[header + 1] = 0;
        await Assert.ThrowsAsync<ParquetFileException>(() => AllAsync(file));
    }

    [Fact]
    public async Task MoreThanTheLimitsIsSaidBeforeItIsRead()
    {
        byte[] rows = await ParquetFiles.WriteAsync(200, null, (new DataField<long>("n"), new long[200]));
        Assert.True((await Assert.ThrowsAsync<ParquetFileException>(() => AllAsync(rows, new(199, 1 << 20)))).TooLarge);
        // A gzip bomb of the format's own: many zeros.
        byte[] zeros = await ParquetFiles.WriteAsync(1 << 20, new() { CompressionMethod = CompressionMethod.Gzip }, (new DataField<long>("n"), new long[1 << 20]));
        Assert.InRange(zeros.Length, 0, 100_000);
        Assert.True((await Assert.ThrowsAsync<ParquetFileException>(() => AllAsync(zeros, new(1 << 20, 1 << 20)))).TooLarge);
        Assert.Equal(1 << 20, (await AllAsync(zeros)).Length);
    }

    [Fact]
    public async Task AColumnOfListsIsRefusedOnlyWhereItIsRead()
    {
        using var stream = new MemoryStream();
        var list = new ListField("list", new DataField<int>("element"));
        var plain = new DataField<long>("n");
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new(list, plain), stream, cancellationToken: Stop))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAllPartsAsync<int>((DataField)list.Item, new[] { 1, 2, 3 }, new[] { 2, 2, 2 }, new[] { 0, 1, 0 }, Stop);
            await group.WriteAsync<long>(plain, new[] { 8L, 9L }, null, null, Stop);
        }

        await using ParquetRows rows = await ParquetRows.OpenAsync(new MemoryStream(stream.ToArray()), ParquetLimits.File, Stop);
        Assert.Equal(["list", "n"], rows.Columns.Select(column => column.Name));
        Assert.Contains("'list'", Assert.Throws<ParquetFileException>(() => rows.Select([0])).Message, StringComparison.Ordinal);
        rows.Select([1]);
        Assert.Equal(["8", "9"], await ColumnAsync(rows, 1));
    }

    private static async Task<byte[]> SampleAsync(string sample) => Enum.TryParse(sample, out CompressionMethod codec)
        ? await ParquetFiles.WriteAsync(
            4, new() { CompressionMethod = codec },
            (new DataField("mv", typeof(string), isNullable: true), new[] { "a", "bb", null, "a", "a", "c" }),
            (new DataField<long?>("views"), new long?[] { 1, null, 3, 4, 5, 6 }),
            (new DataField<bool>("b"), new[] { true, false, true, false, true, false }))
        : ParquetFiles.OfDuckDb(DuckDbRows, sample);

    private static async Task<string?[][]> AllAsync(byte[] file, ParquetLimits? limits = null)
    {
        await using ParquetRows rows = await ParquetRows.OpenAsync(new MemoryStream(file), limits ?? ParquetLimits.File, Stop);
        rows.Select(Enumerable.Range(0, rows.Columns.Count));
        var all = new List<string?[]>();
        while (await rows.ReadAsync(Stop))
        {
            all.Add([.. Enumerable.Range(0, rows.Columns.Count).Select(i => rows.TryText(i, out ReadOnlySpan<byte> text) ? Encoding.UTF8.GetString(text) : null)]);
            Assert.Equal(all.Count, rows.Row);
        }

        return [.. all];
    }

    private static async Task<List<string>> ColumnAsync(ParquetRows rows, int column)
    {
        var texts = new List<string>();
        while (await rows.ReadAsync(Stop))
            if (rows.TryText(column, out ReadOnlySpan<byte> text)) texts.Add(Encoding.UTF8.GetString(text));
        return texts;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
