using System.Text.Json;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Signal;

/// <summary>The signal of golden/spectra.json, made from the formula in its header, and the file's figures, which torchaudio computed in float64.</summary>
internal static class GoldenSignal
{
    public const int SampleRate = 22_050;
    public const int FftSize = 2_048;
    public const int HopLength = 512;

    /// <summary>The file's figures under <paramref name="name"/>; the test is skipped where the file is absent.</summary>
    public static JsonElement Figures(string name)
    {
        Assert.SkipUnless(SharedData.Folder is not null, SharedData.Absent);
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(SharedData.Folder!, "golden", "spectra.json"))).RootElement.GetProperty(name);
    }

    /// <summary>The power spectrum of a frame of the signal, centred at <paramref name="frame"/> hops, reflected beyond its ends.</summary>
    public static float[] Power(float[] signal, int frame)
    {
        var window = Analysis.Signal.HannWindow.Periodic(FftSize);
        var samples = new float[FftSize];
        for (int i = 0; i < FftSize; i++)
        {
            int at = Math.Abs((frame * HopLength) - (FftSize / 2) + i);
            samples[i] = signal[at < signal.Length ? at : (2 * (signal.Length - 1)) - at] * window[i];
        }

        var power = new float[(FftSize / 2) + 1];
        new Analysis.Signal.RealFft(FftSize).Power(samples, power);
        return power;
    }

    /// <summary>The second of sound that the file's header describes.</summary>
    public static float[] Make()
    {
        var signal = new float[SampleRate];
        uint noise = 12_345;
        for (int n = 0; n < signal.Length; n++)
        {
            noise = unchecked((1_664_525 * noise) + 1_013_904_223);
            double t = (double)n / SampleRate;
            signal[n] = (float)((0.5 * Math.Sin(2 * Math.PI * 440 * t)) + (0.25 * Math.Sin(2 * Math.PI * 3_520 * t))
                + (0.2 * Math.Sin(2 * Math.PI * ((200 * t) + (900 * t * t)))) + (0.2 * ((noise / 4_294_967_296.0) - 0.5)));
        }

        return signal;
    }
}
