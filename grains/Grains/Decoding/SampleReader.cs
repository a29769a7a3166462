using System.Runtime.InteropServices;
using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Grains.Decoding;

/// <summary>Reads 32-bit float samples from a pipe into a track, holding no more than a clip or two of them.</summary>
internal static class SampleReader
{
    private const int BufferBytes = 1 << 16;

    /// <summary>
    /// Reads to the end, or until <paramref name="maxSamples"/> are passed; returns whether they were. <paramref name="tap"/> is given the samples, too.
    /// </summary>
    public static async Task<bool> ReadAsync(Stream stream, LogMelTrackBuilder builder, Action<ReadOnlySpan<float>>? tap, long maxSamples, CancellationToken cancellation)
    {
        var buffer = new byte[BufferBytes];
        int held = 0;
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(held), cancellation)) > 0;)
        {
            held += read;
            int whole = held / sizeof(float) * sizeof(float);
            Append(buffer.AsSpan(0, whole), builder, tap);
            buffer.AsSpan(whole, held - whole).CopyTo(buffer);
            held -= whole;
            if (builder.Samples > maxSamples) return true;
        }

        return false;
    }

    private static void Append(Span<byte> bytes, LogMelTrackBuilder builder, Action<ReadOnlySpan<float>>? tap)
    {
        var samples = MemoryMarshal.Cast<byte, float>(bytes);
        foreach (ref float sample in samples)
        {
            // A float track may hold anything; one infinity would drown its whole clip.
            if (!float.IsFinite(sample)) sample = 0;
        }

        builder.Append(samples);
        tap?.Invoke(samples);
    }
}
