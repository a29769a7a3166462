using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Models;
using MediaAnalytics.Tests.Unit.Storage;
using MediaAnalytics.Tests.Unit.Storage.Facts;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Folding;

/// <summary>Two owners of one partition over real stores: only the newest may commit, and what it committed is what stands.</summary>
public sealed class PartitionStateStoreTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly TempFolder folder = new();
    private readonly SteppedTime time = new();
    private readonly EmbeddedStores stores;
    private readonly ParquetFactsStore facts;
    private readonly PartitionStateStore states;

    public PartitionStateStoreTests()
    {
        stores = new(new StorageOptions { Folder = folder.Path, Partitions = 1 });
        facts = ParquetFactsStore.Open(stores.Artifacts, new(), folder.Path);
        states = new(stores.Log, new SqliteManifestStore(stores.State), stores.Artifacts, facts, new(), time);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        facts.Dispose();
        stores.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task AnOwnerThatWasOvertakenCanNotCommit()
    {
        PartitionState first = await OpenAndReadAsync(views: 10);
        PartitionState second = await states.OpenAsync(0, Stop);
        await FollowAsync(second);

        Assert.False(await states.CommitAsync(first));
        Assert.True(await states.CommitAsync(second));
        Assert.True(second.Manifest.Epoch > first.Manifest.Epoch);
        Assert.Equal(1, (await states.OpenAsync(0, Stop)).Fold.Cursor);
    }

    [Fact]
    public async Task AnOwnerThatCommitsWhileItIsOvertakenDoesNotStopTheNext()
    {
        PartitionState first = await OpenAndReadAsync(views: 10);
        var inner = new SqliteManifestStore(stores.State);
        bool committed = false;
        IManifestStore between = ScriptedGrain.Create<IManifestStore>((method, args) =>
            method == nameof(IManifestStore.TryReplaceAsync) && !committed ? AfterACommitAsync(args) : typeof(IManifestStore).GetMethod(method)!.Invoke(inner, args));

        PartitionState next = await new PartitionStateStore(stores.Log, between, stores.Artifacts, facts, new(), time).OpenAsync(0, Stop);
        Assert.Equal((true, first.Manifest.Epoch + 1, 1), (committed, next.Manifest.Epoch, next.Fold.Cursor));

        async Task<bool> AfterACommitAsync(object?[] args)
        {
            committed = await states.CommitAsync(first);
            return await inner.TryReplaceAsync((int)args[0]!, (long)args[1]!, (Manifest)args[2]!, Stop);
        }
    }

    [Fact]
    public async Task AnOvertakenOwnerLeavesTheNewOnesSnapshotAlone()
    {
        PartitionState first = await OpenAndReadAsync(views: 10);
        Assert.True(await states.CommitAsync(first));
        PartitionState second = await states.OpenAsync(0, Stop);
        Assert.False(await states.CommitAsync(first));
        Assert.NotNull(await stores.Artifacts.LengthAsync(second.Manifest.Snapshot!, Stop));
        Assert.Equal(10, Views(await states.OpenAsync(0, Stop)));
    }

    [Fact]
    public async Task FilesThatNoManifestNamesGoOnceNoQueryCanBeReadingThem()
    {
        PartitionState owner = await OpenAndReadAsync(views: 10);
        Assert.True(await states.CommitAsync(owner));
        string[] strays = [ArtifactKeys.Snapshot(0, 99, 99), owner.Manifest.Facts[0].Key.Replace("-1", "-9", StringComparison.Ordinal)];
        foreach (string stray in strays)
            await stores.Artifacts.WriteAsync(stray, (_, _) => Task.CompletedTask, Stop);

        PartitionState next = await states.OpenAsync(0, Stop);
        await states.DeleteRetiredAsync(next);
        Assert.All(strays, stray => Assert.NotNull(stores.Artifacts.LengthAsync(stray, Stop).GetAwaiter().GetResult()));
        time.Now += PartitionOptions.DefaultLongestQuery;
        await states.DeleteRetiredAsync(next);
        Assert.All(strays, stray => Assert.Null(stores.Artifacts.LengthAsync(stray, Stop).GetAwaiter().GetResult()));
        Assert.Equal(10, Views(await states.OpenAsync(0, Stop)));
    }

    [Fact]
    public async Task ACommitTrimsTheLogAndALateReadingFindsItsHistoryInTheFacts()
    {
        PartitionState owner = await OpenAndReadAsync(views: 100);
        await AppendAsync(Observed(150, hours: 2));
        await FollowAsync(owner);
        Assert.True(await states.CommitAsync(owner));
        await states.TidyAsync(owner);
        Assert.Equal(3, await stores.Log.TailAsync(0, Stop));
        Assert.Empty(owner.Tail);

        PartitionState next = await states.OpenAsync(0, Stop);
        await AppendAsync(Observed(130, hours: 1));
        await AppendAsync(Observed(150, hours: 2));
        await AppendAsync(Observed(90, hours: -1));
        await FollowAsync(next);
        Assert.Equal((150L, 4L, 1L), (Views(next), next.Fold.Counts.Added, next.Fold.Counts.Duplicates));
        Assert.True(await states.CommitAsync(next));
        Assert.Equal((150L, 2), (Views(await states.OpenAsync(0, Stop)), next.Manifest.Facts.Count));
    }

    [Fact]
    public async Task ADamagedFactsFileStopsTheFoldAndNothingIsCommitted()
    {
        PartitionState owner = await OpenAndReadAsync(views: 100);
        Assert.True(await states.CommitAsync(owner));
        string path = Directory.GetFiles(folder.Path, "*.parquet", SearchOption.AllDirectories).Single();
        byte[] bytes = await File.ReadAllBytesAsync(path, Stop);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);

        using ParquetFactsStore afresh = ParquetFactsStore.Open(stores.Artifacts, new(), folder.Path);
        var reopened = new PartitionStateStore(stores.Log, new SqliteManifestStore(stores.State), stores.Artifacts, afresh, new(), time);
        PartitionState next = await reopened.OpenAsync(0, Stop);
        await AppendAsync(Observed(90, hours: -1));
        FactsDamagedException thrown = await Assert.ThrowsAsync<FactsDamagedException>(() => FollowAsync(next, reopened));
        Assert.Contains(owner.Manifest.Facts[0].Key, thrown.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => reopened.CommitAsync(next));
        Assert.Equal(1, (await new SqliteManifestStore(stores.State).ReadAsync(0, Stop))!.Offset);
    }

    [Fact]
    public async Task CompactedFilesTakeThePlaceOfTheirInputs()
    {
        PartitionState owner = await OpenAndReadAsync(views: 100);
        for (int hour = 1; hour <= 4; hour++)
        {
            Assert.True(await states.CommitAsync(owner));
            await AppendAsync(Observed(100 + hour, hour));
            await FollowAsync(owner);
        }

        IReadOnlyList<FactsFile> files = FactsCompaction.Choose(owner.Manifest.Facts)!;
        Assert.Equal(4, files.Count);
        FactsFile merged = await facts.CompactAsync(0, owner.Manifest.Epoch, files, Stop);
        Assert.True(await states.CommitAsync(owner));
        Assert.True(await states.ReplaceFactsAsync(owner, files, merged));
        Assert.Equal([(1L, 4L), (5L, 5L)], owner.Manifest.Facts.Select(file => (file.First, file.Last)));

        PartitionState next = await states.OpenAsync(0, Stop);
        await AppendAsync(Observed(50, hours: -1));
        await FollowAsync(next);
        Assert.Equal((104L, 6L), (Views(next), next.Fold.Counts.Added));
    }

    [Fact]
    public async Task AClockThatJumpsBackDoesNotReorderManifests()
    {
        PartitionState owner = await OpenAndReadAsync(views: 100);
        Assert.True(await states.CommitAsync(owner));
        DateTimeOffset first = owner.Manifest.WrittenAt;
        time.Now -= TimeSpan.FromHours(3);
        await AppendAsync(Observed(110, hours: 1));
        await FollowAsync(owner);
        Assert.True(await states.CommitAsync(owner));
        Assert.Equal(first, owner.Manifest.WrittenAt);
        Assert.Equal(2, (await new SqliteManifestStore(stores.State).ReadAtAsync(0, first, Stop))!.Offset);
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
        var mixed = new PartitionStateStore(other.Log, new SqliteManifestStore(stores.State), stores.Artifacts, facts, new(), time);
        InvalidDataException thrown = await Assert.ThrowsAsync<InvalidDataException>(() => mixed.OpenAsync(0, Stop));
        Assert.Contains("lost or replaced", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASnapshotThatTheDiskRefusesSaysWhichAndWhatToDo()
    {
        PartitionState owner = await OpenAndReadAsync(views: 10);
        var full = new PartitionStateStore(stores.Log, new SqliteManifestStore(stores.State), new FullArtifacts(), facts, new(), time);
        var thrown = await Assert.ThrowsAsync<StorageUnavailableException>(() => full.CommitAsync(owner));
        Assert.All(
            ["snapshot of partition 0 could not be written", ArtifactKeys.Snapshot(0, owner.Manifest.Epoch, 1), "No space left on device", "free space"],
            part => Assert.Contains(part, thrown.Message, StringComparison.Ordinal));
        Assert.True(await states.CommitAsync(owner));
    }

    [Fact]
    public async Task CommitsThatFailWriteEachEntryOnce()
    {
        PartitionState owner = await OpenAndReadAsync(views: 10);
        var full = new PartitionStateStore(stores.Log, new SqliteManifestStore(stores.State), new FullArtifacts(), facts, new(), time);
        for (int again = 1; again <= 3; again++)
        {
            for (int once = 0; once < 2; once++)
                await Assert.ThrowsAsync<StorageUnavailableException>(() => full.CommitAsync(owner));
            Assert.Equal(again, await facts.ListAsync(0, Stop).CountAsync(Stop));
            await AppendAsync(Observed(10 + again, again));
            await FollowAsync(owner);
        }

        await facts.DeleteAsync(owner.Written[1].Key, Stop);
        Assert.True(await states.CommitAsync(owner));
        Assert.Equal([(1L, 1L), (2L, 4L)], owner.Manifest.Facts.Select(file => (file.First, file.Last)));
        Assert.Equal([10L, 11, 12, 13], await facts.AllReadingsAsync(owner.Manifest.Facts, 4, Stop).Select(reading => reading.Counters.Views).ToListAsync(Stop));
        Assert.Empty(owner.Written);
        await AppendAsync(Observed(20, 5));
        await FollowAsync(owner);
        Assert.True(await states.CommitAsync(owner));
        Assert.Equal(3, (await states.OpenAsync(0, Stop)).Manifest.Facts.Count);
    }

    private static long Views(PartitionState state) => MvDescription.Of(state.Fold, "mv1", At)[0].Net.Views;

    private async Task<PartitionState> OpenAndReadAsync(long views)
    {
        await AppendAsync(Observed(views));
        PartitionState state = await states.OpenAsync(0, Stop);
        await FollowAsync(state);
        return state;
    }

    private Task AppendAsync(LogEvent logEvent) => stores.Log.AppendAsync([new LogAppend(0, LogEventCodec.Encode(logEvent))], Stop);

    private async Task FollowAsync(PartitionState state, PartitionStateStore? by = null)
    {
        foreach (LogEntry entry in await stores.Log.ReadAsync(0, state.Fold.Cursor, 100, 1 << 20, Stop))
            state.Apply(in entry);
        await (by ?? states).SettleAsync(state);
    }

    private static LogEvent.CountersObserved Observed(long views, int hours = 0) => FoldRig.Observed(
        "mv1", "youtube", "api", At.AddHours(hours), Counters.None with { Views = views });
}
