namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// The measures that Zhang and Cui (IJITWE 2023, doi 10.4018/IJITWE.325213, equations 1–8) feed to the classifiers they compare with, of a
/// clip of sound, as one row of numbers. Frames of 2,048 samples, 1,024 apart, within the clip. Owns its work arrays: one thread at a time.
/// </summary>
public sealed class SoundFeatures
{
    private const int HopLength = 1_024;
    private const int Octaves = 8;
    private const int Coefficients = 20;
    private const int Spectral = 4;
    private const double LeastEnergy = 1e-10;
    private static readonly LogMelContract Mels = LogMelContract.Default with { Scale = BandScale.Htk, MelBands = 64 };
    private readonly FilterBank _bank = new(Mels);
    private readonly MelCepstrum _cepstrum = new(Mels.MelBands, Coefficients);
    private readonly RealFft _fft = new(Mels.FftSize);
    private readonly float[] _window = HannWindow.Periodic(Mels.FftSize);
    private readonly float[] _frame = new float[Mels.FftSize];
    private readonly float[] _power = new float[(Mels.FftSize / 2) + 1];
    private readonly float[] _hz = Enumerable.Range(0, (Mels.FftSize / 2) + 1).Select(bin => (float)bin * Mels.SampleRate / Mels.FftSize).ToArray();
    private readonly float[] _logarithms = new float[Mels.MelBands];

    /// <summary>The numbers' names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ClipStatistics.Names(
    [
        "energy dB", "zero-crossing rate", "centroid Hz", "bandwidth Hz",
        .. Enumerable.Range(1, Octaves).Select(n => $"octave {n} share"), .. Enumerable.Range(0, Coefficients).Select(n => $"mfcc {n}"),
    ]);

    /// <summary>The numbers of <paramref name="samples"/>: mono, 22,050 Hz, full scale ±1.</summary>
    /// <exception cref="ArgumentException">There are fewer samples than two frames take (3,072).</exception>
    public float[] Of(ReadOnlySpan<float> samples)
    {
        int count = ((samples.Length - Mels.FftSize) / HopLength) + 1;
        if (samples.Length < Mels.FftSize + HopLength)
            throw new ArgumentException($"{samples.Length} samples are too few to measure; at least {Mels.FftSize + HopLength} are needed.", nameof(samples));
        var frames = new float[count][];
        for (int i = 0; i < count; i++) frames[i] = Frame(samples.Slice(i * HopLength, Mels.FftSize));
        return ClipStatistics.Of(frames);
    }

    private float[] Frame(ReadOnlySpan<float> samples)
    {
        for (int i = 0; i < _frame.Length; i++) _frame[i] = samples[i] * _window[i];
        _fft.Power(_frame, _power);
        for (int band = 0; band < _logarithms.Length; band++) _logarithms[band] = MelCepstrum.Log(_bank.Apply(band, _power));
        var measures = new float[Spectral + Octaves + Coefficients];
        double centroid = SpectralCentroid.Of(_power, _hz);
        measures[0] = (float)(10 * Math.Log10(ShortTermEnergy.Of(samples) + LeastEnergy));
        measures[1] = (float)ZeroCrossingRate.Of(samples);
        measures[2] = (float)centroid;
        measures[3] = (float)Bandwidth.Of(_power, _hz, centroid);
        SubBandEnergy.Shares(_power, _hz, Mels.MaxHz, measures.AsSpan(Spectral, Octaves));
        _cepstrum.Apply(_logarithms, measures.AsSpan(Spectral + Octaves));
        return measures;
    }
}
