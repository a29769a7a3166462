namespace MediaAnalytics.Inference.DcnnSsa;

/// <summary>The levels a network sees: byte b of a log-mel clip becomes (b − 128) / 64, about zero mean and unit spread.</summary>
internal static class TileInput
{
    private const float Centre = 128;
    private const float Spread = 64;

    /// <summary>Copies frames <paramref name="start"/> onwards of one clip ([mel][frame] bytes) into a tile ([mel][tile frame] levels).</summary>
    public static void Fill(ReadOnlySpan<byte> clip, int frames, int start, Span<float> tile, int tileFrames)
    {
        int bands = tile.Length / tileFrames;
        for (int band = 0; band < bands; band++)
        {
            var from = clip.Slice((band * frames) + start, tileFrames);
            var to = tile.Slice(band * tileFrames, tileFrames);
            for (int i = 0; i < from.Length; i++) to[i] = (from[i] - Centre) / Spread;
        }
    }
}
