using System.Numerics;

namespace MediaAnalytics.Analysis.Fingerprints;

/// <summary>
/// What stays of a recording when it is played louder, with noise, or cut elsewhere: 32 bits a frame of a log-mel clip.
/// </summary>
/// <remarks>
/// After Haitsma and Kalker, "A highly robust audio fingerprinting system", ISMIR 2002: bit m of frame n is the sign of
/// (E(n, m) − E(n, m+1)) − (E(n−1, m) − E(n−1, m+1)) over 33 bands. Here E is the mean level over <see cref="SmoothedFrames"/> frames and
/// three mel bands from the third up (about 50 Hz to 5.4 kHz), and the two times are <see cref="ApartFrames"/> frames apart, for the frames of
/// a clip lie 41 ms apart where the paper's lie 12 ms: so a cut that falls between two frames changes few bits. Levels in dB make the signs
/// independent of the clip's loudness. A difference of exactly zero (silence) tells nothing and counts as unknown.
/// </remarks>
public sealed class SoundFingerprint
{
    /// <summary>Frames that a level is taken over: 16 (0.66 s).</summary>
    public const int SmoothedFrames = 16;

    /// <summary>Frames between the two times that are compared: 8 (0.33 s).</summary>
    public const int ApartFrames = 8;

    /// <summary>Shortest stretch that two fingerprints are compared over: 120 frames (5 s).</summary>
    public const int ShortestOverlap = 120;

    private const int Bands = 33;
    private const int MelBandsEach = 3;
    private const int LowestMelBand = 2;
    private const int LeastKnown = ShortestOverlap * 32 / 2;

    private readonly uint[] _bits;
    private readonly uint[] _known;

    private SoundFingerprint(uint[] bits, uint[] known) => (_bits, _known) = (bits, known);

    /// <summary>Frames that have bits: 23 fewer than the clip has; none where the clip has fewer than 101 mel bands or 24 frames.</summary>
    public int Frames => _bits.Length;

    /// <summary>Takes the fingerprint of one clip's levels, [mel, 0 the lowest][frame].</summary>
    public static SoundFingerprint Of(ReadOnlySpan<byte> levels, int melBands, int frames)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(levels.Length, melBands * frames);
        int count = melBands < LowestMelBand + (Bands * MelBandsEach) ? 0 : Math.Max(0, frames - SmoothedFrames - ApartFrames + 1);
        uint[] bits = new uint[count], known = new uint[count];
        if (count == 0) return new SoundFingerprint(bits, known);
        int[] lower = new int[frames - SmoothedFrames + 1], upper = new int[lower.Length];
        Smooth(levels, 0, frames, lower);
        for (int band = 0; band < Bands - 1; band++)
        {
            Smooth(levels, band + 1, frames, upper);
            for (int t = 0; t < count; t++)
            {
                int difference = lower[t + ApartFrames] - upper[t + ApartFrames] - (lower[t] - upper[t]);
                bits[t] |= (difference > 0 ? 1u : 0) << band;
                known[t] |= (difference != 0 ? 1u : 0) << band;
            }

            (lower, upper) = (upper, lower);
        }

        return new SoundFingerprint(bits, known);
    }

    /// <summary>
    /// Share of the bits that differ, 0 to 1, where <paramref name="other"/>'s frame t + <paramref name="shift"/> is laid on this one's frame
    /// t; not a number where they overlap by less than <see cref="ShortestOverlap"/> or half of that is unknown. Different music gives
    /// about a half.
    /// </summary>
    public double ErrorRate(SoundFingerprint other, int shift)
    {
        ArgumentNullException.ThrowIfNull(other);
        int from = Math.Max(0, -shift), to = Math.Min(Frames, other.Frames - shift), differing = 0, both = 0;
        if (to - from < ShortestOverlap) return double.NaN;
        for (int t = from; t < to; t++)
        {
            uint known = _known[t] & other._known[t + shift];
            both += BitOperations.PopCount(known);
            differing += BitOperations.PopCount((_bits[t] ^ other._bits[t + shift]) & known);
        }

        return both < LeastKnown ? double.NaN : (double)differing / both;
    }

    /// <summary>A frame's bits, and how many of them are known.</summary>
    internal (uint Bits, int Known) At(int frame) => (_bits[frame], BitOperations.PopCount(_known[frame]));

    private static void Smooth(ReadOnlySpan<byte> levels, int band, int frames, int[] sums)
    {
        var rows = levels.Slice((LowestMelBand + (band * MelBandsEach)) * frames, MelBandsEach * frames);
        int sum = 0;
        for (int t = 0; t < frames; t++)
        {
            sum += Column(rows, frames, t);
            if (t >= SmoothedFrames) sum -= Column(rows, frames, t - SmoothedFrames);
            if (t >= SmoothedFrames - 1) sums[t - SmoothedFrames + 1] = sum;
        }
    }

    private static int Column(ReadOnlySpan<byte> rows, int frames, int t) => rows[t] + rows[frames + t] + rows[(2 * frames) + t];
}
