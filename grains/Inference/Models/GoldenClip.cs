using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Inference.Models;

/// <summary>
/// A clip that is made from a seed by whole numbers alone, so that it is the same bytes on every machine: gliding harmonics and a beat over noise, since a
/// network that hears nothing like music answers the same whatever its weights are.
/// </summary>
internal static class GoldenClip
{
    /// <summary>Name of the formula; another formula needs another.</summary>
    public const string Formula = "golden-1";

    private const int Harmonics = 4;
    private const int FramesPerBeat = 12;

    /// <summary>
    /// [mel][frame] bytes. Each is the highest of: noise, the upper six bits of s ← 6364136223846793005·s + 1442695040888963407 (Knuth's MMIX), s beginning as the
    /// seed, stepped once a byte; harmonic h of four, 220 − 30·h − 40·(distance in bands), whose lowest glides up and down four times over the clip between the first
    /// sixteenth and about a third of the bands and whose next lie a sixth of the bands higher each; and every twelfth frame a beat, 120 falling by 20 a frame.
    /// </summary>
    public static byte[] Of(int seed, LogMelContract contract)
    {
        var clip = new byte[contract.ClipBytes];
        ulong state = (ulong)seed;
        int period = Math.Max(2, contract.Frames / 4);
        for (int band = 0; band < contract.MelBands; band++)
        {
            for (int frame = 0; frame < contract.Frames; frame++)
            {
                state = unchecked((6364136223846793005 * state) + 1442695040888963407);
                int phase = frame % period;
                int lowest = (contract.MelBands / 16) + (Math.Min(phase, period - phase) * contract.MelBands / (2 * period));
                int level = Math.Max((int)(state >> 58), 120 - (20 * (frame % FramesPerBeat)));
                for (int h = 1; h <= Harmonics; h++)
                    level = Math.Max(level, 220 - (30 * h) - (40 * Math.Abs(band - lowest - ((h - 1) * contract.MelBands / 6))));
                clip[(band * contract.Frames) + frame] = (byte)level;
            }
        }

        return clip;
    }
}
