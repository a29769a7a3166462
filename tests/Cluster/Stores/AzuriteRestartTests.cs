using System.Diagnostics;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Artifacts.Blobs;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Storage.Manifests.Blobs;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

/// <summary>What the stores make of a service that goes away.</summary>
public sealed class AzuriteRestartTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly AzuriteServer server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private BlobOptions Options => new() { Connection = server.ConnectionString, CacheFolder = folder["cache"], CacheMegabytes = 64 };

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(AzuriteServer.Absent is not null, AzuriteServer.Absent ?? "");
        await server.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_writes_and_reads_is_ridden_through()
    {
        BlobConnection connection = await BlobConnection.OpenAsync(Options, Stop);
        BlobArtifactStore artifacts = BlobArtifactStore.Open(connection, Options);
        var manifests = new BlobManifestStore(connection, recentRows: 4);
        byte[] bytes = new byte[9_000_000];
        new Random(7).NextBytes(bytes);
        long rounds = 0;
        TaskCompletionSource begun = new(), restarted = new();
        Task work = Task.WhenAll(WorkAsync(1), WorkAsync(2));
        await Task.WhenAny(begun.Task, work);
        await server.StopAsync(Stop);
        await server.StartAsync(Stop);
        restarted.SetResult();
        await work;
        Assert.True(rounds > 6);

        async Task WorkAsync(int partition)
        {
            int left = 3;
            for (int revision = 1; left > 0; revision++)
            {
                string key = $"a/{partition}-{revision}";
                await artifacts.WriteAsync(key, (stream, stop) => stream.WriteAsync(bytes, stop).AsTask(), Stop);
                Assert.True(await manifests.TryReplaceAsync(partition, revision - 1, At(revision), Stop));
                Assert.Equal(At(1), await manifests.ReadAtAsync(partition, At(1).WrittenAt, Stop));
                await using (ILocalFileLease lease = (await artifacts.LeaseLocalFileAsync(key, Stop))!)
                    AssertSame(bytes, await File.ReadAllBytesAsync(lease.Path, Stop));
                await using Stream stream = (await artifacts.OpenReadAsync(key, Stop))!;
                byte[] read = new byte[bytes.Length];
                await stream.ReadExactlyAsync(read, Stop);
                AssertSame(bytes, read);
                if (Interlocked.Increment(ref rounds) == 3)
                    begun.SetResult();
                left -= restarted.Task.IsCompleted ? 1 : 0;
            }
        }
    }

    [Fact]
    public async Task An_outage_that_lasts_is_told_with_what_where_and_what_to_do()
    {
        BlobClientOptions client = BlobConnection.ClientOptions();
        client.Retry.MaxRetries = 1;
        BlobConnection connection = await BlobConnection.OpenAsync(Options, client, Stop);
        BlobArtifactStore artifacts = BlobArtifactStore.Open(connection, Options);
        await artifacts.WriteAsync("a/b", (stream, stop) => stream.WriteAsync(new byte[6_000_000], stop).AsTask(), Stop);
        await using Stream stream = (await artifacts.OpenReadAsync("a/b", Stop))!;
        await server.KillAsync();
        foreach (Func<Task> ask in (Func<Task>[])[
            () => artifacts.LengthAsync("a/b", Stop),
            () => artifacts.OpenReadAsync("a/b", Stop),
            () => artifacts.LeaseLocalFileAsync("a/b", Stop),
            () => artifacts.DeleteAsync("a/b", Stop),
            () => artifacts.WriteAsync("a/b", (stream, stop) => stream.WriteAsync(new byte[6_000_000], stop).AsTask(), Stop),
            () => artifacts.WriteAsync("a/b", (stream, stop) => Task.Run(() => stream.Write(new byte[6_000_000]), stop), Stop),
            () => stream.ReadExactlyAsync(new byte[6_000_000], Stop).AsTask(),
            () => artifacts.ListAsync("a", Stop).ToListAsync(Stop).AsTask(),
            () => new BlobManifestStore(connection).ReadAsync(0, Stop),
            () => new BlobManifestStore(connection).TryReplaceAsync(0, 0, At(1), Stop),
            () => BlobConnection.OpenAsync(Options, client, Stop)])
        {
            StorageUnavailableException thrown = await Assert.ThrowsAsync<StorageUnavailableException>(ask);
            Assert.Contains($"{server.Endpoint}/{Options.Container}", thrown.Message, StringComparison.Ordinal);
            Assert.Contains("Cluster:Blobs", thrown.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Eby8vdM02", thrown.ToString(), StringComparison.Ordinal);
            TestContext.Current.TestOutputHelper?.WriteLine(thrown.Message);
        }
    }

    [Fact]
    public async Task A_start_without_the_service_ends_in_bounded_time()
    {
        await server.StopAsync(Stop);
        long started = Stopwatch.GetTimestamp();
        StorageUnavailableException thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => BlobConnection.OpenAsync(Options, Stop));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s: {thrown.Message}");
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_wrong_key_is_told_at_the_start_and_never_shown()
    {
        const string Wrong = "d3Jvbmcga2V5IHdyb25nIGtleQ==";
        string connection = Regex.Replace(server.ConnectionString, "AccountKey=[^;]*", $"AccountKey={Wrong}");
        var thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => BlobConnection.OpenAsync(Options with { Connection = connection }, Stop));
        Assert.Contains("Check the key or signature in the key Cluster:Blobs", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Wrong, thrown.ToString(), StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine(thrown.Message);
    }

    private static void AssertSame(byte[] expected, byte[] actual) => Assert.True(expected.AsSpan().SequenceEqual(actual), "the bytes differ");

    private static Manifest At(int revision) => new()
    {
        Revision = revision,
        Epoch = 1,
        LogGeneration = Guid.Empty,
        Offset = revision,
        WrittenAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(revision),
    };
}
