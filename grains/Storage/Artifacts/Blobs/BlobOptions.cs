using System.Text.RegularExpressions;
using Azure.Storage.Blobs;

namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>The blob container of a cluster, and the local folder that copies of its blobs are kept in.</summary>
public sealed partial record BlobOptions
{
    /// <summary>Default of <see cref="Container"/>.</summary>
    public const string DefaultContainer = "media-analytics";

    /// <summary>Default of <see cref="CacheMegabytes"/>.</summary>
    public const int DefaultCacheMegabytes = 4_096;

    /// <summary>
    /// An Azure Storage connection string, or the account's address (<c>https://ACCOUNT.blob.core.windows.net</c>) to sign in with the identity that the process
    /// runs under. May hold a secret: never in a log or a message. Configuration key <c>Cluster:Blobs</c>.
    /// </summary>
    public required string Connection { get; init; }

    /// <summary>Name of the container, made where it is missing. Configuration key <c>Cluster:Container</c>.</summary>
    public string Container { get; init; } = DefaultContainer;

    /// <summary>Folder of the local copies, of this process alone; emptied at the start. It lies under the configuration key <c>Data</c>.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Local copies in MiB that are kept beyond those in use, 64 to 1,048,576. Configuration key <c>Cluster:CacheMegabytes</c>.</summary>
    public int CacheMegabytes { get; init; } = DefaultCacheMegabytes;

    internal bool IsAddress => Connection.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says what is wrong, naming the key; null where nothing is.</summary>
    public string? Problem() =>
        !IsConnection() ? "The key Cluster:Blobs must be an Azure Storage connection string, or https://ACCOUNT.blob.core.windows.net to use the process's own identity"
        : !ContainerName().IsMatch(Container)
            ? $"The key Cluster:Container is '{Container}': it must be 3 to 63 of a-z, 0-9 and single '-', and begin and end with a letter or digit"
        : string.IsNullOrWhiteSpace(CacheFolder) ? "The key Data is empty: set it to the folder that is to hold the local copies of blobs"
        : CacheMegabytes is < 64 or > 1_048_576 ? $"The key Cluster:CacheMegabytes is {CacheMegabytes}: it must be 64 to 1,048,576"
        : null;

    /// <summary>Without the connection, which may hold a secret.</summary>
    public override string ToString() => $"container {Container}, {CacheMegabytes} MiB of copies in {CacheFolder}";

    private bool IsConnection()
    {
        if (IsAddress)
        {
            // A query could be a signature, which is a secret of its own and not an identity's.
            return Uri.TryCreate(Connection, UriKind.Absolute, out var address) && address.Query.Length == 0;
        }

        try
        {
            _ = new BlobServiceClient(Connection);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    [GeneratedRegex("\\A(?=.{3,63}\\z)[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex ContainerName();
}
