using System.IO.Hashing;
using System.Security.Cryptography;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Hashes texts with a seed of this process, so that nobody can prepare ids that collide.</summary>
internal static class TextHash
{
    private static readonly long Seed = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));

    public static uint Of(ReadOnlySpan<byte> utf8) => (uint)(XxHash3.HashToUInt64(utf8, Seed) >> 32);

    public static uint Of(int a, int b, int c)
    {
        ulong mixed = ((ulong)(uint)a * 0x9E3779B97F4A7C15ul) ^ (((ulong)(uint)b << 32) | (uint)c) * 0xC2B2AE3D27D4EB4Ful ^ (ulong)Seed;
        mixed ^= mixed >> 29;
        mixed *= 0xBF58476D1CE4E5B9ul;
        return (uint)(mixed >> 32);
    }
}
