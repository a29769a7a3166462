using System.Numerics;

namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// Makes log-mel clips, or those of a plain short-time spectrum, of mono sound under a <see cref="LogMelContract"/>. Owns its work
/// arrays, so one thread at a time; the loops over frames allocate nothing.
/// </summary>
public sealed class LogMelFrontEnd
{
    private const float LeastPower = 1e-10f;
    private readonly FilterBank _bank;
    private readonly RealFft _fft;
    private readonly float[] _window;
    private readonly float[] _frame;
    private readonly float[] _power;
    private readonly float[] _decibels;

    /// <summary>Makes a front end of <paramref name="contract"/>.</summary>
    public LogMelFrontEnd(LogMelContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        Contract = contract;
        _bank = new FilterBank(contract);
        _fft = new RealFft(contract.FftSize);
        _window = HannWindow.Periodic(contract.FftSize);
        _frame = new float[contract.FftSize];
        _power = new float[(contract.FftSize / 2) + 1];
        _decibels = new float[contract.ClipBytes];
    }

    /// <summary>What it works by.</summary>
    public LogMelContract Contract { get; }

    /// <summary>
    /// Writes levels in dB below the maximum of these frames, floored, as [mel][frame], for <paramref name="frames"/> frames of
    /// <paramref name="samples"/> (full scale ±1) from frame <paramref name="firstFrame"/> on.
    /// </summary>
    public void Decibels(ReadOnlySpan<float> samples, int firstFrame, int frames, Span<float> decibels)
    {
        float max = float.NegativeInfinity;
        for (int frame = 0; frame < frames; frame++)
        {
            Window(samples, ((firstFrame + frame) * Contract.HopLength) - (Contract.FftSize / 2));
            _fft.Power(_frame, _power);
            for (int band = 0; band < _bank.Bands; band++)
            {
                float level = 10 * MathF.Log10(Math.Max(_bank.Apply(band, _power), LeastPower));
                decibels[(band * frames) + frame] = level;
                max = Math.Max(max, level);
            }
        }

        float floor = (float)Contract.FloorDecibels;
        foreach (ref float level in decibels[..(_bank.Bands * frames)]) level = Math.Max(level - max, floor);
    }

    /// <summary>
    /// Writes the bytes of one clip ([mel][frame], <see cref="LogMelContract.ClipBytes"/>). Samples beyond the end count as zeros.
    /// A clip of one level throughout, such as silence, gives zeros.
    /// </summary>
    public void Clip(ReadOnlySpan<float> samples, Span<byte> levels)
    {
        Decibels(samples, Contract.FirstFrame, Contract.Frames, _decibels);
        float min = float.PositiveInfinity, max = float.NegativeInfinity;
        foreach (float level in _decibels)
        {
            min = Math.Min(min, level);
            max = Math.Max(max, level);
        }

        float scale = max > min ? 255 / (max - min) : 0;
        for (int i = 0; i < _decibels.Length; i++) levels[i] = (byte)MathF.Round((_decibels[i] - min) * scale);
    }

    private void Window(ReadOnlySpan<float> samples, int start)
    {
        int from = Math.Max(start, 0), to = Math.Min(start + _frame.Length, samples.Length);
        if (to - from < _frame.Length) _frame.AsSpan().Clear();
        if (to <= from) return;
        var source = samples[from..to];
        var window = _window.AsSpan(from - start, source.Length);
        var target = _frame.AsSpan(from - start, source.Length);
        int i = 0;
        for (; i <= source.Length - Vector<float>.Count; i += Vector<float>.Count) (new Vector<float>(source[i..]) * new Vector<float>(window[i..])).CopyTo(target[i..]);
        for (; i < source.Length; i++) target[i] = source[i] * window[i];
    }
}
