using System.Numerics;

namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// Power spectrum of real frames: X(k) = Σ x(n)·exp(−2πikn/N) (Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213, equation 7), |X(k)|² for
/// k = 0 … N/2. A Stockham radix-2 transform of N/2 complex points (even samples real, odd imaginary), then split. Allocates only when made; not thread-safe: it owns its work arrays.
/// </summary>
public sealed class RealFft
{
    private readonly int _half;
    private readonly float[] _cos;
    private readonly float[] _sin;
    private readonly float[] _splitCos;
    private readonly float[] _splitSin;
    private float[] _re;
    private float[] _im;
    private float[] _re2;
    private float[] _im2;

    /// <summary>Makes a transform of <paramref name="size"/> samples, a power of two from 4 to 65,536.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not.</exception>
    public RealFft(int size)
    {
        if (size is < 4 or > 65_536 || !BitOperations.IsPow2(size)) throw new ArgumentOutOfRangeException(nameof(size), size, "A power of two from 4 to 65,536.");
        Size = size;
        _half = size / 2;
        (_cos, _sin) = Circle(_half, _half / 2);
        (_splitCos, _splitSin) = Circle(size, _half);
        (_re, _im, _re2, _im2) = (new float[_half], new float[_half], new float[_half], new float[_half]);
    }

    /// <summary>Samples of a frame.</summary>
    public int Size { get; }

    /// <summary>Writes |X(k)|², k = 0 … <see cref="Size"/>/2, of <paramref name="frame"/> (<see cref="Size"/> samples).</summary>
    public void Power(ReadOnlySpan<float> frame, Span<float> power)
    {
        for (int i = 0; i < _half; i++)
        {
            _re[i] = frame[2 * i];
            _im[i] = frame[(2 * i) + 1];
        }

        Transform();
        power[0] = (_re[0] + _im[0]) * (_re[0] + _im[0]);
        power[_half] = (_re[0] - _im[0]) * (_re[0] - _im[0]);
        for (int k = 1; k < _half; k++)
        {
            int mirror = _half - k;
            float evenRe = 0.5f * (_re[k] + _re[mirror]), evenIm = 0.5f * (_im[k] - _im[mirror]);
            float oddRe = 0.5f * (_im[k] + _im[mirror]), oddIm = 0.5f * (_re[mirror] - _re[k]);
            float re = evenRe + (oddRe * _splitCos[k]) + (oddIm * _splitSin[k]);
            float im = evenIm + (oddIm * _splitCos[k]) - (oddRe * _splitSin[k]);
            power[k] = (re * re) + (im * im);
        }
    }

    private static (float[] Cos, float[] Sin) Circle(int points, int count)
    {
        var cos = new float[count];
        var sin = new float[count];
        for (int i = 0; i < count; i++) (sin[i], cos[i]) = ((float)Math.Sin(2 * Math.PI * i / points), (float)Math.Cos(2 * Math.PI * i / points));
        return (cos, sin);
    }

    private void Transform()
    {
        for (int length = _half, stride = 1; length > 1; length /= 2, stride *= 2)
        {
            int half = length / 2;
            for (int p = 0; p < half; p++)
            {
                Butterflies(stride * p, stride * (p + half), 2 * stride * p, stride, _cos[p * stride], -_sin[p * stride]);
            }

            (_re, _re2) = (_re2, _re);
            (_im, _im2) = (_im2, _im);
        }
    }

    private void Butterflies(int a, int b, int to, int count, float wRe, float wIm)
    {
        var aRe = _re.AsSpan(a, count);
        var aIm = _im.AsSpan(a, count);
        var bRe = _re.AsSpan(b, count);
        var bIm = _im.AsSpan(b, count);
        var sumRe = _re2.AsSpan(to, count);
        var sumIm = _im2.AsSpan(to, count);
        var outRe = _re2.AsSpan(to + count, count);
        var outIm = _im2.AsSpan(to + count, count);
        int q = 0;
        for (; q <= count - Vector<float>.Count; q += Vector<float>.Count)
        {
            Vector<float> ar = new(aRe[q..]), ai = new(aIm[q..]), br = new(bRe[q..]), bi = new(bIm[q..]);
            (ar + br).CopyTo(sumRe[q..]);
            (ai + bi).CopyTo(sumIm[q..]);
            Vector<float> dr = ar - br, di = ai - bi;
            ((dr * wRe) - (di * wIm)).CopyTo(outRe[q..]);
            ((dr * wIm) + (di * wRe)).CopyTo(outIm[q..]);
        }

        for (; q < count; q++)
        {
            sumRe[q] = aRe[q] + bRe[q];
            sumIm[q] = aIm[q] + bIm[q];
            float dr = aRe[q] - bRe[q], di = aIm[q] - bIm[q];
            outRe[q] = (dr * wRe) - (di * wIm);
            outIm[q] = (dr * wIm) + (di * wRe);
        }
    }
}
