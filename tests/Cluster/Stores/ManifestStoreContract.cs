using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Stores;

/// <summary>What every manifest store does.</summary>
public abstract class ManifestStoreContract : IAsyncLifetime
{
    private static readonly Guid Generation = new("00112233-4455-6677-8899-aabbccddeeff");
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    /// <summary>The store under test, empty at the start.</summary>
    protected IManifestStore Store { get; private set; } = null!;

    /// <summary>Goes with the test.</summary>
    protected string Folder => folder.Path;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_manifest_is_replaced_by_who_saw_the_last_one()
    {
        Assert.Null(await Store.ReadAsync(3, Stop));
        Manifest first = Next(1, epoch: 1, offset: 10) with { Snapshot = "snapshots/3/1-10" };
        Assert.True(await Store.TryReplaceAsync(3, 0, first, Stop));
        Assert.Equal(first, await Store.ReadAsync(3, Stop));
        Assert.False(await Store.TryReplaceAsync(3, 0, first, Stop));

        Manifest second = Next(2, epoch: 2, offset: 20);
        Assert.True(await Store.TryReplaceAsync(3, 1, second, Stop));
        Assert.False(await Store.TryReplaceAsync(3, 1, Next(2, epoch: 1, offset: 15), Stop));
        Assert.Equal(second, await Store.ReadAsync(3, Stop));
        Assert.Null(await Store.ReadAsync(2, Stop));
    }

    [Fact]
    public async Task One_of_many_rivals_wins()
    {
        bool[] won = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Store.TryReplaceAsync(0, 0, Next(1, i, i), Stop)));
        Assert.Single(won, static w => w);
    }

    [Fact]
    public Task A_revision_that_does_not_follow_is_a_mistake() =>
        Assert.ThrowsAsync<ArgumentException>(() => Store.TryReplaceAsync(0, 4, Next(4, 1, 1), Stop));

    [Fact]
    public async Task Partitions_with_manifests_are_listed_in_order()
    {
        Assert.Empty(await Store.PartitionsAsync(Stop));
        foreach (int partition in (int[])[10, 2, 0])
            Assert.True(await Store.TryReplaceAsync(partition, 0, Next(1, 1, 1), Stop));
        Assert.Equal([0, 2, 10], await Store.PartitionsAsync(Stop));
    }

    [Fact]
    public async Task A_manifest_keeps_its_facts_and_the_past_has_none()
    {
        var file = new FactsFile { Key = "facts/0/1-1-9-a.parquet", First = 1, Last = 9, Rows = 3, Bytes = 77, Hash = ulong.MaxValue };
        Assert.True(await Store.TryReplaceAsync(0, 0, At(1, 0, 9, "s1") with { Facts = [file, file with { First = 10 }] }, Stop));
        Assert.Equal([file, file with { First = 10 }], (await Store.ReadAsync(0, Stop))!.Facts);
        Assert.Equal(At(1, 0, 9, "s1"), await Store.ReadAtAsync(0, Start, Stop));
        Assert.True(await Store.TryReplaceAsync(0, 1, At(2, 1, 9, "s1"), Stop));
        Assert.Empty((await Store.ReadAsync(0, Stop))!.Facts);
    }

    [Fact]
    public async Task An_instant_finds_the_newest_manifest_at_or_before_it()
    {
        await WriteAsync(At(1, 10, 100, "s1"), At(2, 20, 200, "s2"), At(3, 20, 200, "s2"), At(4, 30, 300, "s3"));
        Assert.False(await Store.TryReplaceAsync(0, 1, At(2, 99, 999, "lost"), Stop));
        Assert.Null(await Store.ReadAtAsync(0, Start.AddMinutes(10).AddTicks(-1), Stop));
        Assert.Equal(1, (await Store.ReadAtAsync(0, Start.AddMinutes(10), Stop))!.Revision);
        Assert.Equal(1, (await Store.ReadAtAsync(0, Start.AddMinutes(19), Stop))!.Revision);
        Assert.Equal(3, (await Store.ReadAtAsync(0, Start.AddMinutes(20), Stop))!.Revision);
        Assert.Equal(At(4, 30, 300, "s3"), await Store.ReadAtAsync(0, Start.AddYears(1), Stop));
        Assert.Null(await Store.ReadAtAsync(1, Start.AddYears(1), Stop));
    }

    [Fact]
    public async Task The_oldest_manifest_is_of_the_current_generation()
    {
        Assert.Null(await Store.OldestAsync(0, Stop));
        await WriteAsync(At(1, 1, 50, "old") with { LogGeneration = Guid.Empty }, At(2, 2, 0, null), At(3, 3, 100, "s1"));
        Assert.Equal(Start.AddMinutes(2), await Store.OldestAsync(0, Stop));
        await Store.ForgetAsync(0, Start.AddMinutes(4), TimeSpan.FromHours(1), Stop);
        Assert.Equal(Start.AddMinutes(3), await Store.OldestAsync(0, Stop));
    }

    [Fact]
    public async Task A_snapshot_is_found_by_offset_in_the_current_generation_alone()
    {
        await WriteAsync(At(1, 1, 50, "old") with { LogGeneration = Guid.Empty }, At(2, 2, 0, null), At(3, 3, 100, "s1"), At(4, 4, 200, "s2"));
        Assert.Null(await Store.NearestSnapshotAsync(0, 99, Stop));
        Assert.Equal((100, "s1"), await Store.NearestSnapshotAsync(0, 100, Stop));
        Assert.Equal((100, "s1"), await Store.NearestSnapshotAsync(0, 199, Stop));
        Assert.Equal((200, "s2"), await Store.NearestSnapshotAsync(0, long.MaxValue, Stop));
        Assert.Equal(["old", "s1", "s2"], (await Store.SnapshotsAsync(0, Stop)).Order(StringComparer.Ordinal));
        Assert.Null(await Store.NearestSnapshotAsync(1, long.MaxValue, Stop));
        Assert.Empty(await Store.SnapshotsAsync(1, Stop));
    }

    [Fact]
    public async Task Forgetting_keeps_what_an_instant_inside_the_retention_needs()
    {
        // A manifest every 10 minutes for 10 hours, each with its snapshot.
        await WriteAsync([.. Enumerable.Range(1, 60).Select(static i => At(i, i * 10, i * 100, $"s{i:D2}"))]);
        DateTimeOffset before = Start.AddMinutes(245);
        IReadOnlyList<string> forgotten = await Store.ForgetAsync(0, before, TimeSpan.FromHours(1), Stop);

        Assert.Null(await Store.ReadAtAsync(0, Start.AddMinutes(239), Stop));
        Assert.Equal(24, (await Store.ReadAtAsync(0, before, Stop))!.Revision);
        Assert.Equal("s24", (await Store.ReadAtAsync(0, before, Stop))!.Snapshot);
        Assert.Equal(37, (await Store.ReadAtAsync(0, Start.AddMinutes(370), Stop))!.Revision);

        // Minute 290 is the last of its hour; the current manifest's is minute 600.
        string[] kept = ["s24", "s29", "s35", "s41", "s47", "s53", "s59", "s60"];
        Assert.Equal(kept, (await Store.SnapshotsAsync(0, Stop)).Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(1, 60).Select(static i => $"s{i:D2}").Except(kept), forgotten);
        Assert.Equal((2400, "s24"), await Store.NearestSnapshotAsync(0, 2899, Stop));
        Assert.Equal((2900, "s29"), await Store.NearestSnapshotAsync(0, 2900, Stop));
        Assert.Empty(await Store.ForgetAsync(0, before, TimeSpan.FromHours(1), Stop));
    }

    [Fact]
    public async Task Forgetting_again_later_still_leaves_a_start_for_the_oldest_instant()
    {
        await WriteAsync([.. Enumerable.Range(1, 60).Select(static i => At(i, i * 10, i * 100, $"s{i:D2}"))]);
        await Store.ForgetAsync(0, Start, TimeSpan.FromHours(6), Stop);
        Assert.Equal(["s35", "s60"], (await Store.SnapshotsAsync(0, Stop)).Order(StringComparer.Ordinal));
        Assert.Empty(await Store.ForgetAsync(0, Start.AddMinutes(455), TimeSpan.FromHours(6), Stop));
        Assert.Equal(45, (await Store.ReadAtAsync(0, Start.AddMinutes(455), Stop))!.Revision);
        Assert.Equal((3500, "s35"), await Store.NearestSnapshotAsync(0, 4500, Stop));
    }

    [Fact]
    public async Task The_current_manifest_and_its_snapshot_always_stay()
    {
        await WriteAsync(At(1, 1, 100, "s1"), At(2, 2, 100, "s1"), At(3, 3, 100, "s1"));
        Assert.Empty(await Store.ForgetAsync(0, Start.AddYears(9), TimeSpan.FromDays(1), Stop));
        Assert.Equal(At(3, 3, 100, "s1"), await Store.ReadAtAsync(0, Start.AddYears(9), Stop));
        Assert.Null(await Store.ReadAtAsync(0, Start.AddMinutes(2), Stop));
        Assert.Equal(At(3, 3, 100, "s1"), await Store.ReadAsync(0, Stop));
        Assert.Empty(await Store.ForgetAsync(5, Start, TimeSpan.FromDays(1), Stop));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ForgetAsync(0, Start, TimeSpan.Zero, Stop));
    }

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<IManifestStore> OpenAsync();

    private static Manifest Next(long revision, long epoch, long offset) =>
        At(revision, 0, offset, null) with { Epoch = epoch, WrittenAt = Start.AddTicks(7) };

    private static Manifest At(long revision, int minute, long offset, string? snapshot) => new()
    {
        Revision = revision, Epoch = 1, LogGeneration = Generation, Offset = offset, Snapshot = snapshot, WrittenAt = Start.AddMinutes(minute),
    };

    private async Task WriteAsync(params Manifest[] manifests)
    {
        foreach (Manifest manifest in manifests)
            Assert.True(await Store.TryReplaceAsync(0, manifest.Revision - 1, manifest, Stop));
    }
}
