using MediaAnalytics.Analysis.Signal;
using MediaAnalytics.Silo.DataSets;

namespace MediaAnalytics.Silo.Lab;

/// <summary>One track of a laboratory, by its first 30-s clip.</summary>
/// <param name="Name">Its name in the set.</param>
/// <param name="Genre">Its stated genre's index.</param>
/// <param name="Artist">Its artist group; empty where not known.</param>
/// <param name="Mel">Log-mels, bytes [mel][frame].</param>
/// <param name="Stft">The same with bands of one width; null where there is no sound.</param>
/// <param name="MelFeatures">What the rivals are fed of the log-mels.</param>
/// <param name="SoundFeatures">What they are fed of the sound; null where there is none.</param>
internal sealed record LabTrack(string Name, int Genre, string Artist, byte[] Mel, byte[]? Stft, float[] MelFeatures, float[]? SoundFeatures)
{
    /// <summary>The track as data sets have it, by its log-mels.</summary>
    public GenreTrack Of(string[] labels)
    {
        var contract = LogMelContract.Default;
        return new GenreTrack(Name, labels[Genre], "", Artist, new LogMelTrack(contract.Id, contract.MelBands, contract.Frames, (double)contract.ClipSamples / contract.SampleRate, [Mel]));
    }
}
