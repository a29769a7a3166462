using System.Security.Cryptography;
using System.Text;

namespace MediaAnalytics.Silo.Lab;

/// <summary>A data set as the laboratory sees it.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Labels">Its genres, in order.</param>
/// <param name="Tracks">Its tracks.</param>
/// <param name="Parts">How it is divided, the honest split first.</param>
internal sealed record LabSet(string Name, string[] Labels, LabTrack[] Tracks, LabPart[] Parts)
{
    /// <summary>Whether it has sound, and so another input than log-mels.</summary>
    public bool HasSound => Tracks.All(t => t.Stft is not null);

    /// <summary>Stands for what is learnt from and how it is divided: other data have another.</summary>
    public string Hash { get; } = HashOf(Labels, Tracks, Parts);

    private static string HashOf(string[] labels, LabTrack[] tracks, LabPart[] parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', labels)));
        foreach (var track in tracks)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{track.Name}\n{track.Genre}\n"));
            hash.AppendData(track.Mel);
            if (track.Stft is not null) hash.AppendData(track.Stft);
        }

        foreach (var part in parts) hash.AppendData(Encoding.UTF8.GetBytes($"{part.Name}\n{part.Split}\n{string.Join(',', part.Train)}\n{string.Join(',', part.Judge)}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
