using MediaAnalytics.Storage.Facts;
using Parquet;
using Parquet.Schema;

namespace MediaAnalytics.Tests.Unit.Rows;

/// <summary>Writes Parquet files with libraries that know nothing of the product.</summary>
internal static class ParquetFiles
{
    /// <summary>A file of columns; each takes its values as an array of the type that the column has, with nulls where it is optional.</summary>
    /// <param name="rowsPerGroup">Rows of a row group.</param>
    /// <param name="options">How it is written.</param>
    /// <param name="columns">The columns.</param>
    public static async Task<byte[]> WriteAsync(int rowsPerGroup, ParquetOptions? options, params (DataField Field, Array Values)[] columns)
    {
        using var file = new MemoryStream();
        var schema = new ParquetSchema(columns.Select(Field (column) => column.Field));
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, file, options))
        {
            for (int start = 0, rows = columns[0].Values.Length; start < rows; start += rowsPerGroup)
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                foreach ((DataField field, Array values) in columns) await WriteAsync(group, field, values, start, Math.Min(rowsPerGroup, rows - start));
            }
        }

        return file.ToArray();
    }

    /// <summary>A file of optional text columns, in one row group.</summary>
    public static Task<byte[]> OfTextAsync(string[] names, params string?[][] rows) => WriteAsync(
        Math.Max(1, rows.Length), null, [.. names.Select((name, i) => (new DataField(name, typeof(string), isNullable: true), (Array)rows.Select(row => row[i]).ToArray()))]);

    /// <summary>A file that DuckDB writes.</summary>
    /// <param name="select">The query whose rows it holds.</param>
    /// <param name="options">How it is written, as in <c>COMPRESSION zstd</c>.</param>
    public static byte[] OfDuckDb(string select, string options)
    {
        string folder = Directory.CreateTempSubdirectory("duckdb").FullName, path = Path.Combine(folder, "rows.parquet");
        try
        {
            using var session = new DuckDbSession(new() { Threads = 1 }, Path.Combine(folder, "spill"));
            session.Execute($"COPY ({select}) TO {DuckDbSession.Literal(path)} (FORMAT parquet, {options})");
            return File.ReadAllBytes(path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Task WriteAsync(ParquetRowGroupWriter group, DataField field, Array values, int start, int count) => values switch
    {
        // An array of unsigned numbers passes for one of signed ones: these come first, by their own type.
        _ when values.GetType() == typeof(uint[]) => group.WriteAsync<uint>(field, ((uint[])values).AsMemory(start, count)),
        _ when values.GetType() == typeof(ulong[]) => group.WriteAsync<ulong>(field, ((ulong[])values).AsMemory(start, count)),
        string?[] texts => group.WriteAsync(field, texts[start..(start + count)]),
        byte[]?[] bytes => group.WriteAsync(field, bytes[start..(start + count)]),
        int[] v => group.WriteAsync<int>(field, v.AsMemory(start, count)),
        int?[] v => group.WriteAsync<int>(field, v.AsMemory(start, count)),
        long[] v => group.WriteAsync<long>(field, v.AsMemory(start, count)),
        long?[] v => group.WriteAsync<long>(field, v.AsMemory(start, count)),
        short[] v => group.WriteAsync<short>(field, v.AsMemory(start, count)),
        double[] v => group.WriteAsync<double>(field, v.AsMemory(start, count)),
        double?[] v => group.WriteAsync<double>(field, v.AsMemory(start, count)),
        float[] v => group.WriteAsync<float>(field, v.AsMemory(start, count)),
        bool[] v => group.WriteAsync<bool>(field, v.AsMemory(start, count)),
        bool?[] v => group.WriteAsync<bool>(field, v.AsMemory(start, count)),
        decimal[] v => group.WriteAsync<decimal>(field, v.AsMemory(start, count)),
        DateTime[] v => group.WriteAsync<DateTime>(field, v.AsMemory(start, count)),
        DateTime?[] v => group.WriteAsync<DateTime>(field, v.AsMemory(start, count)),
        DateOnly[] v => group.WriteAsync<DateOnly>(field, v.AsMemory(start, count)),
        _ => throw new NotSupportedException(values.GetType().Name),
    };
}
