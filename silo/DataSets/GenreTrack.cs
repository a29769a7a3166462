using System.Security.Cryptography;
using MediaAnalytics.Analysis.Signal;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>One track of a data set: its name, stated genre, split and artist group (empty where not given), and its log-mels.</summary>
internal sealed record GenreTrack(string Name, string Genre, string Split, string ArtistGroup, LogMelTrack Sound)
{
    /// <summary>Its fold, empty where not given.</summary>
    public string Fold { get; init; } = "";

    /// <summary>What lists of other people call it: see <see cref="ListedTrack.KeyOf"/>.</summary>
    public string Key => ListedTrack.KeyOf(Name);

    /// <summary>Its artist group without regard to case and outer blanks; empty where not given.</summary>
    public string ArtistKey => ArtistGroup.Trim().ToUpperInvariant();

    /// <summary>SHA-256 of its log-mels: the same for the same sound, so also for equal files.</summary>
    public string SoundHash => field ??= Hash();

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var clip in Sound.Clips) hash.AppendData(clip.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
