using System.Numerics;

namespace MediaAnalytics.Analysis.Signal;

/// <summary>Filters that gather the bins of a power spectrum into the bands of a contract's <see cref="BandScale"/>. Immutable.</summary>
public sealed class FilterBank
{
    private readonly int[] _first;
    private readonly float[][] _weights;

    /// <summary>Makes the bank of <paramref name="contract"/>.</summary>
    public FilterBank(LogMelContract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        _first = new int[contract.MelBands];
        _weights = new float[contract.MelBands][];
        for (int band = 0; band < contract.MelBands; band++)
        {
            double left = EdgeHz(contract, band), centre = EdgeHz(contract, band + 1), right = EdgeHz(contract, band + 2);
            var weights = new List<float>();
            for (int bin = 0; bin <= contract.FftSize / 2; bin++)
            {
                double hz = (double)bin * contract.SampleRate / contract.FftSize;
                double height = Math.Min((hz - left) / (centre - left), (right - hz) / (right - centre));
                double weight = contract.Scale switch
                {
                    BandScale.Linear => hz >= left && (band == contract.MelBands - 1 ? hz <= centre : hz < centre) ? 1 : 0,
                    BandScale.Htk => height,
                    _ => height * 2 / (right - left),
                };
                if (weight <= 0) continue;
                if (weights.Count == 0) _first[band] = bin;
                weights.Add((float)weight);
            }

            _weights[band] = contract.Scale == BandScale.Linear ? weights.ConvertAll(weight => weight / weights.Count).ToArray() : [.. weights];
        }
    }

    /// <summary>Number of filters.</summary>
    public int Bands => _weights.Length;

    /// <summary>Edge <paramref name="index"/> of the bands; Hz. A triangle stands on edges i and i + 2 with its tip at i + 1; a linear band lies between i and i + 1.</summary>
    public static double EdgeHz(LogMelContract contract, int index)
    {
        ArgumentNullException.ThrowIfNull(contract);
        double At(double low, double high, int steps) => low + ((high - low) * index / steps);
        return contract.Scale switch
        {
            BandScale.Linear => At(contract.MinHz, contract.MaxHz, contract.MelBands),
            BandScale.Htk => HtkMel.ToHz(At(HtkMel.FromHz(contract.MinHz), HtkMel.FromHz(contract.MaxHz), contract.MelBands + 1)),
            _ => SlaneyMel.ToHz(At(SlaneyMel.FromHz(contract.MinHz), SlaneyMel.FromHz(contract.MaxHz), contract.MelBands + 1)),
        };
    }

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
