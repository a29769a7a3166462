using System.IO.Hashing;
using System.Text;

namespace MediaAnalytics.Storage.EventLog;

/// <summary>Which partition an MV belongs to: XXH64 (seed 0) of the id's UTF-8 bytes, modulo the number of partitions. Fixed for ever.</summary>
public static class Partitioning
{
    private const int StackChars = 256;

    /// <summary>The partition of an MV.</summary>
    public static int Of(string mv, int partitions)
    {
        ArgumentNullException.ThrowIfNull(mv);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partitions);
        Span<byte> utf8 = mv.Length <= StackChars ? stackalloc byte[StackChars * 3] : new byte[Encoding.UTF8.GetMaxByteCount(mv.Length)];
        int length = Encoding.UTF8.GetBytes(mv, utf8);
        return (int)(XxHash64.HashToUInt64(utf8[..length]) % (ulong)partitions);
    }
}
