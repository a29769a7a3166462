namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// Slaney's mel scale (Auditory Toolbox, 1998): linear below 1,000 Hz (200/3 Hz a mel), then logarithmic (27 mels to 6,400 Hz).
/// </summary>
public static class SlaneyMel
{
    private const double HzPerMel = 200.0 / 3;
    private const double BreakHz = 1_000;
    private const double BreakMel = BreakHz / HzPerMel;
    private static readonly double LogStep = Math.Log(6.4) / 27;

    /// <summary>Mels of a frequency in Hz (≥ 0).</summary>
    public static double FromHz(double hz) => hz < BreakHz ? hz / HzPerMel : BreakMel + (Math.Log(hz / BreakHz) / LogStep);

    /// <summary>Hz of a mel value (≥ 0).</summary>
    public static double ToHz(double mel) => mel < BreakMel ? mel * HzPerMel : BreakHz * Math.Exp((mel - BreakMel) * LogStep);
}
