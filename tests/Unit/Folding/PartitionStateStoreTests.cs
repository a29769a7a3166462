using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Unit.Storage;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Folding;

/// <summary>Two owners of one partition over real stores: only the newest may commit, and what it committed is what stands.</summary>
public sealed class PartitionStateStoreTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TempFolder folder = new();
    private readonly EmbeddedStores stores;
    private readonly PartitionStateStore states;

    public PartitionStateStoreTests()
    {
        stores = new(new StorageOptions { Folder = folder.Path, Partitions = 1 });
        states = new(stores.Log, new SqliteManifestStore(stores.State), stores.Artifacts, new(), TimeProvider.System);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        stores.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task AnOwnerThatWasOvertakenCanNotCommit()
    {
        PartitionState first = await OpenAndReadAsync(views: 10);
        PartitionState second = await states.OpenAsync(0, Stop);
        second.Fold.Apply(Observed(10));

        Assert.False(await states.CommitAsync(first));
        Assert.True(await states.CommitAsync(second));
        Assert.True(second.Manifest.Epoch > first.Manifest.Epoch);
        Assert.Equal(1, (await states.OpenAsync(0, Stop)).Fold.Cursor);
    }

    [Fact]
    public async Task AnOvertakenOwnerLeavesTheNewOnesSnapshotAlone()
    {
        PartitionState first = await OpenAndReadAsync(views: 10);
        Assert.True(await states.CommitAsync(first));
        PartitionState second = await states.OpenAsync(0, Stop);
        Assert.False(await states.CommitAsync(first));
        Assert.NotNull(await stores.Artifacts.LengthAsync(second.Manifest.Snapshot!, Stop));
        Assert.Equal(10, (await states.OpenAsync(0, Stop)).Fold.Find("mv1")!.Platforms[0].Totals().Net.Views);
    }

    [Fact]
    public async Task SnapshotsThatNoManifestNamesAreSweptAtOpening()
    {
        PartitionState owner = await OpenAndReadAsync(views: 10);
        Assert.True(await states.CommitAsync(owner));
        string stray = ArtifactKeys.Snapshot(0, 99, 99);
        await stores.Artifacts.WriteAsync(stray, (_, _) => Task.CompletedTask, Stop);
        await states.OpenAsync(0, Stop);
        Assert.Null(await stores.Artifacts.LengthAsync(stray, Stop));
    }

    [Fact]
    public async Task ALostSnapshotIsAnErrorAndNotAnEmptyPartition()
    {
        PartitionState owner = await OpenAndReadAsync(views: 10);
        Assert.True(await states.CommitAsync(owner));
        await stores.Artifacts.DeleteAsync(owner.Manifest.Snapshot!, Stop);
        InvalidDataException thrown = await Assert.ThrowsAsync<InvalidDataException>(() => states.OpenAsync(0, Stop));
        Assert.Contains(owner.Manifest.Snapshot!, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ALogThatWasLostIsAnErrorAndNotAnEmptyPartition()
    {
        PartitionState owner = await OpenAndReadAsync(views: 10);
        Assert.True(await states.CommitAsync(owner));
        using var otherFolder = new TempFolder();
        using var other = new EmbeddedStores(new StorageOptions { Folder = otherFolder.Path, Partitions = 1 });
        var mixed = new PartitionStateStore(other.Log, new SqliteManifestStore(stores.State), stores.Artifacts, new(), TimeProvider.System);
        InvalidDataException thrown = await Assert.ThrowsAsync<InvalidDataException>(() => mixed.OpenAsync(0, Stop));
        Assert.Contains("lost or replaced", thrown.Message, StringComparison.Ordinal);
    }

    private async Task<PartitionState> OpenAndReadAsync(long views)
    {
        LogEvent observed = Observed(views);
        await stores.Log.AppendAsync([new LogAppend(0, LogEventCodec.Encode(observed))], Stop);
        PartitionState state = await states.OpenAsync(0, Stop);
        state.Fold.Apply(observed);
        return state;
    }

    private static LogEvent.CountersObserved Observed(long views) => new(
        new BatchHeader(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), At, 1, 0),
        [new() { Mv = "mv1", Platform = "youtube", Source = "api", ObservedAt = At, Counters = Counters.None with { Views = views } }]);
}
