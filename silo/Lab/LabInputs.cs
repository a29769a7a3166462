namespace MediaAnalytics.Silo.Lab;

/// <summary>What a method is fed.</summary>
internal static class LabInputs
{
    /// <summary>Mel spectrograms.</summary>
    public const string Mel = "mel";

    /// <summary>The sound itself, measured by the paper's equations: for the rivals.</summary>
    public const string Sound = "sound";

    /// <summary>Plain spectrograms: bands of one width.</summary>
    public const string Stft = "stft";
}
