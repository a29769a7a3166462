namespace MediaAnalytics.Inference.Training;

/// <summary>
/// Random variants of a clip that keep its genre: a crop, of <paramref name="kinds"/> played up to 20 % faster or slower, shifted up to three mel bands, with a
/// smooth random equaliser, and with stripes of time and of mel blanked (after Park et al., SpecAugment, 2019). Not thread-safe.
/// </summary>
internal sealed class Augmentation(int melBands, int clipFrames, int tileFrames, Augmentations kinds)
{
    private const int MaxShift = 3;
    private const double MaxStretch = 0.2;
    private const double EqualiserSpread = 0.25;
    private const int EqualiserKnots = 6;
    private const int MaxMelStripe = 20;
    private const int MaxTimeStripe = 32;
    private readonly float[] _gain = new float[melBands];
    private readonly int[] _left = new int[tileFrames];
    private readonly float[] _share = new float[tileFrames];

    /// <summary>Fills <paramref name="tile"/> ([mel][frame] levels) with a random variant of <paramref name="clip"/>.</summary>
    public void Fill(ReadOnlySpan<byte> clip, Span<float> tile, Random random)
    {
        double speed = !kinds.HasFlag(Augmentations.Speed) ? 1 : Math.Exp(((random.NextDouble() * 2) - 1) * Math.Log(1 + MaxStretch));
        speed = Math.Min(speed, (clipFrames - 1.0) / tileFrames);
        double start = random.NextDouble() * (clipFrames - 1 - (speed * (tileFrames - 1)));
        for (int i = 0; i < tileFrames; i++)
        {
            double at = start + (i * speed);
            _left[i] = Math.Min((int)at, clipFrames - 2);
            _share[i] = (float)(at - _left[i]);
        }

        int shift = kinds.HasFlag(Augmentations.Shift) ? random.Next(-MaxShift, MaxShift + 1) : 0;
        if (kinds.HasFlag(Augmentations.Equaliser)) Equaliser(random);
        for (int band = 0; band < melBands; band++)
        {
            var from = clip.Slice(Math.Clamp(band + shift, 0, melBands - 1) * clipFrames, clipFrames);
            var to = tile.Slice(band * tileFrames, tileFrames);
            float gain = _gain[band] - 2;
            for (int i = 0; i < to.Length; i++)
            {
                int left = _left[i];
                float level = from[left] + (_share[i] * (from[left + 1] - from[left]));
                to[i] = (level * (1f / 64)) + gain;
            }
        }

        if (!kinds.HasFlag(Augmentations.Stripes)) return;
        for (int n = 0; n < 2; n++) MelStripe(tile, random);
        for (int n = 0; n < 2; n++) TimeStripe(tile, random);
    }

    /// <summary>Mixes tile <paramref name="other"/> into <paramref name="tile"/> by <paramref name="share"/> (mixup, Zhang et al. 2018).</summary>
    public static void Mix(Span<float> tile, ReadOnlySpan<float> other, float share)
    {
        for (int i = 0; i < tile.Length; i++) tile[i] += share * (other[i] - tile[i]);
    }

    private void Equaliser(Random random)
    {
        Span<double> knots = stackalloc double[EqualiserKnots];
        for (int i = 0; i < knots.Length; i++) knots[i] = (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * 2 * EqualiserSpread;
        for (int band = 0; band < melBands; band++)
        {
            double at = (double)band / (melBands - 1) * (EqualiserKnots - 1);
            int left = Math.Min((int)at, EqualiserKnots - 2);
            _gain[band] = (float)(knots[left] + ((at - left) * (knots[left + 1] - knots[left])));
        }
    }

    private void MelStripe(Span<float> tile, Random random)
    {
        int width = random.Next(Math.Min(MaxMelStripe, melBands / 4) + 1);
        int first = random.Next(melBands - width + 1);
        tile.Slice(first * tileFrames, width * tileFrames).Clear();
    }

    private void TimeStripe(Span<float> tile, Random random)
    {
        int width = random.Next(Math.Min(MaxTimeStripe, tileFrames / 4) + 1);
        int first = random.Next(tileFrames - width + 1);
        for (int band = 0; band < melBands; band++) tile.Slice((band * tileFrames) + first, width).Clear();
    }
}
