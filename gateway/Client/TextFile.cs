using System.IO.Compression;

namespace MediaAnalytics.Gateway.Client;

/// <summary>Opens a file of rows that a user names.</summary>
internal static class TextFile
{
    /// <summary>Whether a name says gzip.</summary>
    public static bool IsGzip(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Tells a file's form: Parquet by its first bytes, JSON lines by its name without <c>.gz</c>, else CSV.</summary>
    /// <exception cref="ClientFault">It can't be opened.</exception>
    public static async Task<RowFormat> FormatOfAsync(string path, CancellationToken cancellation)
    {
        var first = new byte[4];
        await using (Stream file = Open(path))
            if (await file.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellation) == first.Length && IsParquet(first)) return RowFormat.Parquet;
        return Path.GetExtension(IsGzip(path) ? path[..^3] : path).ToUpperInvariant() is ".JSONL" or ".NDJSON" or ".JSON" ? RowFormat.JsonLines : RowFormat.Csv;
    }

    /// <summary>Whether a file's first bytes are Parquet's.</summary>
    public static bool IsParquet(ReadOnlySpan<byte> first) => first.StartsWith("PAR1"u8);

    /// <summary>A stream that can be read at any place: itself, or a temporary copy that goes when it is closed.</summary>
    public static async Task<Stream> SeekableAsync(Stream stream, CancellationToken cancellation)
    {
        if (stream.CanSeek) return stream;
        await using (stream)
        {
            var copy = new FileStream(
                Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
            await stream.CopyToAsync(copy, cancellation);
            return copy;
        }
    }

    /// <summary>The file's text, decompressed where its name says gzip.</summary>
    /// <exception cref="ClientFault">It can't be opened.</exception>
    public static Stream Open(string path)
    {
        FileStream file = OpenRaw(path);
        return IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The file's bytes.</summary>
    /// <exception cref="ClientFault">It can't be opened.</exception>
    public static FileStream OpenRaw(string path)
    {
        try
        {
            return new(path, new FileStreamOptions { Options = FileOptions.SequentialScan | FileOptions.Asynchronous, BufferSize = 1 << 17 });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ClientFault($"Can't read {path}: {fault.Message}", fault);
        }
    }
}
