namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// The like of <see cref="SoundFeatures"/> where only log-mel bytes are at hand, as one row of numbers a clip: the energy, centroid,
/// bandwidth and octave shares of the bands' powers, 20 cepstral coefficients and 8 contrasts of their levels, and the mean levels of 32
/// groups of bands. There is no zero-crossing rate without sound. Owns its work arrays: one thread at a time.
/// </summary>
/// <remarks>
/// A byte is taken as 0 to 80 dB above the contract's floor. That is exact for a clip that reaches down to the floor, as most music does;
/// the loudness of the clip itself is not in its bytes. A band's power is its level's, times its width in Hz.
/// </remarks>
public sealed class LogMelFeatures
{
    private const int Octaves = 8;
    private const int Coefficients = 20;
    private const int Contrasts = 8;
    private const int Groups = 32;
    private const int Spectral = 3;
    private readonly LogMelContract _contract;
    private readonly MelCepstrum _cepstrum;
    private readonly float[] _hz;
    private readonly float[] _widths;
    private readonly float[] _levels;
    private readonly float[] _power;

    /// <summary>Makes the features of clips under <paramref name="contract"/>, whose bands are Slaney's mels, a multiple of 64.</summary>
    public LogMelFeatures(LogMelContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (contract.Scale != BandScale.Slaney || contract.MelBands % 64 != 0)
            throw new ArgumentException($"Features are taken of Slaney mel bands, a multiple of 64, not of {contract.Id}.", nameof(contract));
        _contract = contract;
        _cepstrum = new MelCepstrum(contract.MelBands, Coefficients);
        var edges = Enumerable.Range(0, contract.MelBands + 2).Select(i => FilterBank.EdgeHz(contract, i)).ToArray();
        _hz = edges[1..^1].Select(hz => (float)hz).ToArray();
        _widths = edges.Zip(edges.Skip(2), (left, right) => (float)(right - left) / 2).ToArray();
        _levels = new float[contract.MelBands];
        _power = new float[contract.MelBands];
    }

    /// <summary>The numbers' names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = ClipStatistics.Names(
    [
        "energy dB", "centroid Hz", "bandwidth Hz",
        .. Enumerable.Range(1, Octaves).Select(n => $"octave {n} share"), .. Enumerable.Range(0, Coefficients).Select(n => $"mfcc {n}"),
        .. Enumerable.Range(1, Contrasts).Select(n => $"contrast {n} dB"), .. Enumerable.Range(1, Groups).Select(n => $"band {n} dB"),
    ]);

    /// <summary>The numbers of one clip, [mel][frame] bytes.</summary>
    /// <exception cref="ArgumentException">It is not of the contract's size.</exception>
    public float[] Of(ReadOnlySpan<byte> clip)
    {
        if (clip.Length != _contract.ClipBytes) throw new ArgumentException($"A clip of {clip.Length} bytes; {_contract.Id} has {_contract.ClipBytes}.", nameof(clip));
        var frames = new float[_contract.Frames][];
        for (int i = 0; i < frames.Length; i++) frames[i] = Frame(clip[i..]);
        return ClipStatistics.Of(frames);
    }

    private float[] Frame(ReadOnlySpan<byte> levels)
    {
        double energy = 0;
        for (int band = 0; band < _levels.Length; band++)
        {
            _levels[band] = (float)(_contract.FloorDecibels * (1 - (levels[band * _contract.Frames] / 255.0)));
            _power[band] = MathF.Pow(10, _levels[band] / 10) * _widths[band];
            energy += _power[band];
        }

        var measures = new float[Spectral + Octaves + Coefficients + Contrasts + Groups];
        double centroid = SpectralCentroid.Of(_power, _hz);
        measures[0] = (float)(10 * Math.Log10(energy));
        measures[1] = (float)centroid;
        measures[2] = (float)Bandwidth.Of(_power, _hz, centroid);
        SubBandEnergy.Shares(_power, _hz, _contract.MaxHz, measures.AsSpan(Spectral, Octaves));
        _cepstrum.Apply(_levels, measures.AsSpan(Spectral + Octaves, Coefficients));
        SpectralContrast.Of(_levels, measures.AsSpan(Spectral + Octaves + Coefficients, Contrasts));
        int size = _levels.Length / Groups;
        for (int group = 0; group < Groups; group++) measures[^(Groups - group)] = _levels.AsSpan(group * size, size).ToArray().Average();
        return measures;
    }
}
