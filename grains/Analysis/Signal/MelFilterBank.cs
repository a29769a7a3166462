using System.Numerics;

namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// Triangular Slaney mel filters, area-normalised (each weighs 2 / its width in Hz), over the bins of a power spectrum. Immutable.
/// </summary>
public sealed class MelFilterBank
{
    private readonly int[] _first;
    private readonly float[][] _weights;

    /// <summary>Makes the bank of <paramref name="contract"/>.</summary>
    public MelFilterBank(LogMelContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        int bins = (contract.FftSize / 2) + 1;
        double low = SlaneyMel.FromHz(contract.MinHz), high = SlaneyMel.FromHz(contract.MaxHz);
        double Edge(int i) => SlaneyMel.ToHz(low + ((high - low) * i / (contract.MelBands + 1)));
        _first = new int[contract.MelBands];
        _weights = new float[contract.MelBands][];
        for (int band = 0; band < contract.MelBands; band++)
        {
            double left = Edge(band), centre = Edge(band + 1), right = Edge(band + 2);
            var weights = new List<float>();
            for (int bin = 0; bin < bins; bin++)
            {
                double hz = (double)bin * contract.SampleRate / contract.FftSize;
                double height = Math.Min((hz - left) / (centre - left), (right - hz) / (right - centre));
                if (height <= 0) continue;
                if (weights.Count == 0) _first[band] = bin;
                weights.Add((float)(height * 2 / (right - left)));
            }

            _weights[band] = [.. weights];
        }
    }

    /// <summary>Number of filters.</summary>
    public int Bands => _weights.Length;

    /// <summary>The sum of one filter over a power spectrum.</summary>
    public float Apply(int band, ReadOnlySpan<float> power)
    {
        ReadOnlySpan<float> weights = _weights[band];
        var under = power.Slice(_first[band], weights.Length);
        var sum = Vector<float>.Zero;
        int i = 0;
        for (; i <= weights.Length - Vector<float>.Count; i += Vector<float>.Count) sum += new Vector<float>(weights[i..]) * new Vector<float>(under[i..]);
        float total = Vector.Sum(sum);
        for (; i < weights.Length; i++) total += weights[i] * under[i];
        return total;
    }
}
