using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Tests.Unit.Fingerprints;

/// <summary>Sound with the traits of music that a fingerprint goes by: notes of several voices that begin and fade.</summary>
internal static class MadeMusic
{
    private static readonly LogMelContract Contract = LogMelContract.Default;

    /// <summary>A piece of its own for each seed.</summary>
    public static float[] Piece(int seed, double seconds)
    {
        var random = new Random(seed);
        var samples = new float[(int)(seconds * Contract.SampleRate)];
        for (int voice = 0; voice < 4; voice++)
        {
            for (int at = 0; at < samples.Length;)
            {
                int length = (int)((0.15 + (0.6 * random.NextDouble())) * Contract.SampleRate);
                double hz = 80 * Math.Pow(2, random.Next(60) / 12.0), loud = 0.02 + (0.1 * random.NextDouble());
                for (int i = 0; i < length && at + i < samples.Length; i++)
                {
                    double phase = 2 * Math.PI * hz * i / Contract.SampleRate;
                    samples[at + i] += (float)(loud * Math.Exp(-3.0 * i / length) * (Math.Sin(phase) + (0.5 * Math.Sin(2 * phase)) + (0.3 * Math.Sin(3 * phase)) + (0.2 * Math.Sin(5 * phase))));
                }

                at += length;
            }
        }

        return samples;
    }

    /// <summary>Adds white noise.</summary>
    public static float[] WithNoise(float[] samples, float loud, int seed)
    {
        var random = new Random(seed);
        return Array.ConvertAll(samples, s => s + (loud * ((2 * random.NextSingle()) - 1)));
    }

    /// <summary>The levels of the clip that starts at this second.</summary>
    public static byte[] Levels(ReadOnlySpan<float> samples, double from = 0)
    {
        var levels = new byte[Contract.ClipBytes];
        int start = (int)(from * Contract.SampleRate);
        new LogMelFrontEnd(Contract).Clip(samples.Slice(start, Math.Min(Contract.ClipSamples, samples.Length - start)), levels);
        return levels;
    }
}
