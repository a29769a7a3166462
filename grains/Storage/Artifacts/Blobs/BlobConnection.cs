using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace MediaAnalytics.Storage.Artifacts.Blobs;

/// <summary>
/// A blob container that was found usable at the start; its calls ride out an outage of seconds, and end with a plain reason after that. Callers on any
/// thread.
/// </summary>
internal sealed class BlobConnection
{
    /// <summary>Longest time that one call is tried.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    /// <summary>Longest time that one try of a call hangs: of a block of 4 MiB this asks for 0.5 MiB/s.</summary>
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(8);

    private BlobConnection(BlobContainerClient container)
    {
        Container = container;

        // Without the query, where a signature could be.
        Place = container.Uri.GetLeftPart(UriPartial.Path);
    }

    public BlobContainerClient Container { get; }

    /// <summary>Address of the container, without secrets.</summary>
    public string Place { get; }

    /// <summary>Makes the container where it is missing, and checks that it can be written, read and deleted from.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names its key.</exception>
    /// <exception cref="StorageUnavailableException">The container can't be used; the message says what to do.</exception>
    public static Task<BlobConnection> OpenAsync(BlobOptions options, CancellationToken cancellation = default) =>
        OpenAsync(options, ClientOptions(), cancellation);

    /// <summary>As the other, with retries and transport as the caller wants them.</summary>
    public static async Task<BlobConnection> OpenAsync(BlobOptions options, BlobClientOptions client, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        var service = options.IsAddress
            ? new BlobServiceClient(new Uri(options.Connection), new DefaultAzureCredential(), client)
            : new BlobServiceClient(options.Connection, client);
        var connection = new BlobConnection(service.GetBlobContainerClient(options.Container));
        await connection.RunAsync("The blob container can't be used", connection.CheckAsync, cancellation).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Waits of 0.4, 0.8, 1.6, 3.2 and then 5 s: 21 s where the answer is a refusal, and never longer than a call may take.</summary>
    public static BlobClientOptions ClientOptions()
    {
        var options = new BlobClientOptions();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = TimeSpan.FromSeconds(0.4);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.Retry.MaxRetries = 7;
        options.Retry.NetworkTimeout = LongestTry;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }

    /// <summary>Runs a call; what was asked is a whole sentence without its full stop, for the message of a failure.</summary>
    /// <exception cref="StorageUnavailableException">It failed for longer than an outage is waited for, or was refused.</exception>
    public async Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongestCall);
        try
        {
            return await call(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (BlobFailures.IsOfStore(e, cancellation))
        {
            throw BlobFailures.Of(what, Place, e);
        }
    }

    /// <summary>As <see cref="RunAsync"/>, on the caller's thread: for streams, whose users may know no other way.</summary>
    public T Run<T>(string what, Func<CancellationToken, T> call)
    {
        using var limit = new CancellationTokenSource(LongestCall);
        try
        {
            return call(limit.Token);
        }
        catch (Exception e) when (BlobFailures.IsOfStore(e, CancellationToken.None))
        {
            throw BlobFailures.Of(what, Place, e);
        }
    }

    private async Task<bool> CheckAsync(CancellationToken cancellation)
    {
        // Asked first: a signature may allow the use of a container, but not the making of one.
        if (!await Container.ExistsAsync(cancellation).ConfigureAwait(false))
        {
            await Container.CreateIfNotExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
        }

        var check = Container.GetBlobClient($"checks/{Guid.NewGuid():N}");
        await check.UploadAsync(BinaryData.FromString("start"), cancellation).ConfigureAwait(false);
        await check.DownloadContentAsync(cancellation).ConfigureAwait(false);
        await check.DeleteAsync(cancellationToken: cancellation).ConfigureAwait(false);
        return true;
    }
}
