using MediaAnalytics.Storage.Artifacts.Blobs;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

/// <summary>One Azurite for all tests that don't stop it; each has a container of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private readonly AzuriteServer server = new();

    public async ValueTask InitializeAsync()
    {
        if (AzuriteServer.Absent is null)
            await server.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>Options of a new container; the test skips where there is no Azurite.</summary>
    internal BlobOptions Options(string folder)
    {
        Assert.SkipWhen(AzuriteServer.Absent is not null, AzuriteServer.Absent ?? "");
        return new() { Connection = server.ConnectionString, Container = $"test-{Guid.NewGuid():N}", CacheFolder = Path.Combine(folder, "cache"), CacheMegabytes = 64 };
    }
}
