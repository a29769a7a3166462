namespace MediaAnalytics.Inference.Summary;

/// <summary>The size of a <see cref="SummaryNetwork"/>. Stored in the model file.</summary>
/// <param name="Cepstra">Mel cepstra; 2 to 128.</param>
/// <param name="Bands">Bands whose rhythm is looked at; a divisor of the mel bands, up to 64.</param>
/// <param name="Rhythms">Modulation frequencies, evenly spread over the logarithm of 0.4 to 12 Hz; 2 to 64.</param>
/// <param name="Hidden">Units of the hidden layer; 1 to 1,024.</param>
internal sealed record SummaryShape(int Cepstra, int Bands, int Rhythms, int Hidden)
{
    /// <summary>The shape that <c>silo train</c> makes.</summary>
    public static SummaryShape Default { get; } = new(30, 16, 16, 128);

    /// <summary>Whether every size is in range.</summary>
    public bool IsValid(int melBands) => Cepstra is >= 2 and <= 128 && Bands is >= 1 and <= 64 && melBands % Bands == 0 && melBands % 2 == 0 && Rhythms is >= 2 and <= 64 && Hidden is >= 1 and <= 1_024;
}
