using System.IO.Compression;

namespace MediaAnalytics.Gateway.Client;

/// <summary>Opens a file of rows that a user names.</summary>
internal static class TextFile
{
    /// <summary>Whether a name says gzip.</summary>
    public static bool IsGzip(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a name, without <c>.gz</c>, says JSON lines.</summary>
    public static bool IsJsonLines(string name) =>
        Path.GetExtension(IsGzip(name) ? name[..^3] : name).ToUpperInvariant() is ".JSONL" or ".NDJSON" or ".JSON";

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
