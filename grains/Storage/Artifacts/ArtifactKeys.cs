using System.Text.RegularExpressions;

namespace MediaAnalytics.Storage.Artifacts;

/// <summary>Where things lie in the artifact store.</summary>
public static partial class ArtifactKeys
{
    /// <summary>Whether a text is a SHA-256 in lower-case hex.</summary>
    public static bool IsSha256(string text) => Sha256().IsMatch(text);

    /// <summary>A media file, under the hash of its bytes.</summary>
    public static string Media(string sha256) => $"media/{Checked(sha256)[..2]}/{sha256}";

    /// <summary>A decoded track, under the hash of its media and the settings that it was decoded with.</summary>
    public static string LogMel(string sha256, string settings) => $"logmel/{settings}/{Checked(sha256)[..2]}/{sha256}";

    /// <summary>A genre model's file, under the hash of its bytes.</summary>
    public static string Model(string sha256) => $"models/{Checked(sha256)}";

    /// <summary>A file of an import.</summary>
    public static string Import(string id, string file) => $"imports/{id}/{file}";

    /// <summary>A partition's snapshot; epoch and offset make the name unique.</summary>
    public static string Snapshot(int partition, long epoch, long offset) => $"{Snapshots(partition)}/{epoch}-{offset}";

    /// <summary>The folder of a partition's snapshots.</summary>
    public static string Snapshots(int partition) => $"snapshots/{partition}";

    /// <summary>A new file of a partition's facts, by the epoch that writes it and its log offsets; no two calls give one key.</summary>
    public static string Facts(int partition, long epoch, long first, long last) =>
        $"{Facts(partition)}/{epoch}-{first}-{last}-{Guid.NewGuid().ToString("N")[..12]}.parquet";

    /// <summary>The folder of a partition's facts.</summary>
    public static string Facts(int partition) => $"facts/{partition}";

    private static string Checked(string sha256) =>
        IsSha256(sha256) ? sha256 : throw new ArgumentException("not a SHA-256 in lower-case hex", nameof(sha256));

    [GeneratedRegex("\\A[0-9a-f]{64}\\z")]
    private static partial Regex Sha256();
}
