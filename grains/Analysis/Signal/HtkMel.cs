namespace MediaAnalytics.Analysis.Signal;

/// <summary>The mel scale 2595·lg(1 + f/700) (Zhang and Cui, IJITWE 2023, doi 10.4018/IJITWE.325213, equation 6; HTK's).</summary>
public static class HtkMel
{
    private const double MelsPerDecade = 2595;
    private const double BreakHz = 700;

    /// <summary>Mels of a frequency in Hz (≥ 0).</summary>
    public static double FromHz(double hz) => MelsPerDecade * Math.Log10(1 + (hz / BreakHz));

    /// <summary>Hz of a mel value (≥ 0).</summary>
    public static double ToHz(double mel) => BreakHz * (Math.Pow(10, mel / MelsPerDecade) - 1);
}
