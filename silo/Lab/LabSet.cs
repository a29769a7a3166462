using System.Runtime.InteropServices;
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
    private const int HashDigits = 16;
    private readonly byte[][] _hashes = Tracks.Select(HashOf).ToArray();

    /// <summary>Whether it has sound, and so other inputs than log-mels.</summary>
    public bool HasSound => Tracks.All(t => t.Stft is not null);

    /// <summary>Stands for all its tracks.</summary>
    public string Hash => HashOf(new LabPart("", "", [.. Enumerable.Range(0, Tracks.Length)], []));

    /// <summary>Stands for what a fit on a part is made of: other tracks, features or sides have another.</summary>
    public string HashOf(LabPart part)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', Labels)));
        foreach (int[] side in new[] { part.Train, part.Judge })
        {
            foreach (int track in side) hash.AppendData(_hashes[track]);
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..HashDigits];
    }

    private static byte[] HashOf(LabTrack track)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{track.Name}\n{track.Genre}\n{track.Artist}\n"));
        hash.AppendData(track.Mel);
        hash.AppendData(track.Stft ?? []);
        hash.AppendData(MemoryMarshal.AsBytes(track.MelFeatures.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes((track.SoundFeatures ?? []).AsSpan()));
        return hash.GetHashAndReset();
    }
}
