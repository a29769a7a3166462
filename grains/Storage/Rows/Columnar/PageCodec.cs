using System.IO.Compression;
using K4os.Compression.LZ4;

namespace MediaAnalytics.Storage.Rows.Columnar;

/// <summary>Decompresses pages. Their headers say how long they are, and only that much is ever written.</summary>
internal static class PageCodec
{
    private const int None = 0, Snappy = 1, Gzip = 2, Brotli = 4, Zstd = 6, Lz4Raw = 7;

    /// <summary>The page's bytes, exactly <paramref name="length"/>.</summary>
    /// <exception cref="ParquetFileException">They are damaged, or of a codec that is not known.</exception>
    public static ReadOnlyMemory<byte> Decompress(int codec, ReadOnlyMemory<byte> page, int length)
    {
        if (codec == None) return page.Length == length ? page : throw Damaged();
        var bytes = new byte[length];
        try
        {
            return Into(codec, page, bytes) == length ? bytes : throw Damaged();
        }
        catch (Exception fault) when (fault is InvalidDataException or ZstdSharp.ZstdException or ArgumentException or InvalidOperationException)
        {
            throw Damaged(fault);
        }
    }

    private static int Into(int codec, ReadOnlyMemory<byte> page, byte[] bytes)
    {
        switch (codec)
        {
            case Snappy:
                return Snappier.Snappy.GetUncompressedLength(page.Span) == bytes.Length ? Snappier.Snappy.Decompress(page.Span, bytes) : throw Damaged();
            case Gzip:
                using (var gzip = new GZipStream(new MemoryStream(page.ToArray()), CompressionMode.Decompress)) return gzip.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            case Brotli:
                return BrotliDecoder.TryDecompress(page.Span, bytes, out int written) ? written : throw Damaged();
            case Zstd:
                using (var zstd = new ZstdSharp.Decompressor()) return zstd.Unwrap(page.Span, bytes);
            case Lz4Raw:
                return LZ4Codec.Decode(page.Span, bytes);
            default:
                throw new ParquetFileException("it is compressed in a way that is not known here: write it with zstd, snappy, gzip or without compression");
        }
    }

    private static ParquetFileException Damaged(Exception? inner = null) => new("a page is damaged: it does not decompress to the length that it names", inner: inner);
}
