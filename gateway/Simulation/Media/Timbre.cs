namespace MediaAnalytics.Gateway.Simulation.Media;

/// <summary>One period of a sound's wave, in −1…1, and how fast its notes fade.</summary>
internal sealed class Timbre
{
    /// <summary>Samples in a period.</summary>
    public const int TableSize = 2_048;

    public static readonly Timbre Sine = new([1], 0.6);
    public static readonly Timbre Organ = new([1, 0.6, 0.4, 0.25, 0, 0.2], 3);
    public static readonly Timbre Strings = new([1, 0.5, 0.33, 0.25, 0.2, 0.16, 0.14, 0.12], 2);
    public static readonly Timbre Pluck = new([1, 0.7, 0.6, 0.4, 0.35, 0.3, 0.2, 0.15, 0.1, 0.1], 0.18);
    public static readonly Timbre Guitar = new([.. Enumerable.Range(1, 20).Select(k => 1.0 / k)], 0.5);
    public static readonly Timbre Synth = new([.. Enumerable.Range(1, 15).Select(k => k % 2 == 1 ? 1.0 / k : 0)], 0.8);
    public static readonly Timbre Brass = new([0.6, 1, 0.8, 0.6, 0.5, 0.35, 0.25, 0.2, 0.1], 0.45);

    /// <summary>A wave of the given amplitudes of its harmonics.</summary>
    /// <param name="harmonics">Amplitude of harmonic 1, 2, …</param>
    /// <param name="decay">Seconds in which a note fades to 1/e.</param>
    private Timbre(double[] harmonics, double decay)
    {
        Decay = decay;
        var peak = 0f;
        for (var i = 0; i < TableSize; i++)
        {
            var sum = 0.0;
            for (var h = 0; h < harmonics.Length; h++) sum += harmonics[h] * Math.Sin(2 * Math.PI * (h + 1) * i / TableSize);
            Table[i] = (float)sum;
            peak = Math.Max(peak, Math.Abs(Table[i]));
        }
        for (var i = 0; i < TableSize; i++) Table[i] /= peak;
    }

    public double Decay { get; }

    public float[] Table { get; } = new float[TableSize];
}
