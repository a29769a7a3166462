namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>Adds single sounds to a buffer of samples at <see cref="MediaScore.SampleRate"/>. Used by one thread.</summary>
internal sealed class Voices(SeededStream noise)
{
    private SeededStream _noise = noise;

    /// <summary>A note at <paramref name="at"/> seconds that lasts <paramref name="seconds"/> and fades by its timbre.</summary>
    public static void Tone(float[] mix, double at, double seconds, double frequency, float level, Timbre timbre)
    {
        var start = (int)(at * MediaScore.SampleRate);
        var length = Math.Min((int)(seconds * MediaScore.SampleRate), mix.Length - start);
        var step = (float)(frequency * Timbre.TableSize / MediaScore.SampleRate);
        var fade = Fade(timbre.Decay);
        // A short attack and release, else each note clicks.
        var ramp = Math.Max(1, Math.Min(220, length / 4));
        var (phase, gain) = (0f, level);
        for (var i = 0; i < length; i++)
        {
            var edge = Math.Min(1f, Math.Min(i, length - i) / (float)ramp);
            mix[start + i] += timbre.Table[(int)phase & (Timbre.TableSize - 1)] * gain * edge;
            phase += step;
            if (phase >= Timbre.TableSize) phase -= Timbre.TableSize;
            gain *= fade;
        }
    }

    /// <summary>A drum whose pitch falls from 150 to 50 Hz.</summary>
    public void Kick(float[] mix, double at, float level)
    {
        var start = (int)(at * MediaScore.SampleRate);
        var length = Math.Min(MediaScore.SampleRate / 5, mix.Length - start);
        var (phase, gain, sweep) = (0f, level, 100f);
        var (fade, fall) = (Fade(0.07), Fade(0.03));
        for (var i = 0; i < length; i++)
        {
            // The first samples carry a click of noise, as a beater makes.
            var click = i < 60 ? Next() * 0.3f : 0;
            mix[start + i] += (Timbre.Sine.Table[(int)phase & (Timbre.TableSize - 1)] + click) * gain;
            phase += (50 + sweep) * Timbre.TableSize / MediaScore.SampleRate;
            gain *= fade;
            sweep *= fall;
        }
    }

    /// <summary>A burst of noise that fades in <paramref name="decay"/> seconds; bright keeps only its high part.</summary>
    public void Noise(float[] mix, double at, float level, double decay, bool bright)
    {
        var start = (int)(at * MediaScore.SampleRate);
        var length = Math.Min((int)(decay * 5 * MediaScore.SampleRate), mix.Length - start);
        var (gain, last) = (level, 0f);
        var fade = Fade(decay);
        for (var i = 0; i < length; i++)
        {
            var white = Next();
            mix[start + i] += (bright ? (white - last) * 0.7f : white) * gain;
            last = white;
            gain *= fade;
        }
    }

    private float Next() => (float)(_noise.NextDouble() * 2 - 1);

    private static float Fade(double decay) => (float)Math.Exp(-1 / (decay * MediaScore.SampleRate));
}
