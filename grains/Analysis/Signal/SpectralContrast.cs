namespace MediaAnalytics.Analysis.Signal;

/// <summary>Spectral contrast (Jiang, Lu, Zhang, Tao and Cai, ICME 2002): how far the peaks of each part of a spectrum stand above its valleys.</summary>
public static class SpectralContrast
{
    private const int Fifth = 5;

    /// <summary>
    /// Writes, for each of <paramref name="contrasts"/>.Length equal groups of neighbouring bands, the mean of the highest fifth of its
    /// <paramref name="levels"/> less that of the lowest fifth; ≥ 0, in the levels' unit (dB). A group has at least five bands; bands left over at the top count nowhere.
    /// </summary>
    public static void Of(ReadOnlySpan<float> levels, Span<float> contrasts)
    {
        int size = levels.Length / contrasts.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(size, Fifth, nameof(levels));
        Span<float> sorted = stackalloc float[size];
        for (int group = 0; group < contrasts.Length; group++)
        {
            levels.Slice(group * size, size).CopyTo(sorted);
            sorted.Sort();
            float difference = 0;
            for (int i = 0; i < size / Fifth; i++) difference += sorted[^(i + 1)] - sorted[i];
            contrasts[group] = difference / (size / Fifth);
        }
    }
}
