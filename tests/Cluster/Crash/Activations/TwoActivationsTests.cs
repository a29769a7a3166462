using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Activations;

/// <summary>
/// Two activations of one partition at once, as a split cluster has them: the grain, and a second owner over the same stores that has taken the partition
/// over. The older one steps down, what it published late is dropped, and nothing is counted twice.
/// </summary>
public sealed class TwoActivationsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.1), Never = TimeSpan.FromHours(1), Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheOneThatWasOvertakenWhileItCommittedStepsDown()
    {
        using var folder = new TemporaryFolder();
        await using PartitionHost host = await PartitionHost.StartAsync(folder.Path, Soon);
        host.Facts.Freeze(nameof(IFactsStore.WriteAsync));
        await host.CatalogueAsync();
        await host.ObserveAsync(hours: 0, views: 100);
        await host.Partition.StatusAsync();
        await FrozenAsync(host);

        PartitionState second = await OvertakeAsync(host, hours: 1, views: 150);
        host.Facts.Thaw();
        await AssertSteppedDownAsync(host, second, readings: 2);
    }

    [Fact]
    public async Task TheOneThatFindsItsLogTrimmedStepsDown()
    {
        using var folder = new TemporaryFolder();
        await using PartitionHost host = await PartitionHost.StartAsync(folder.Path, Soon);
        await host.CatalogueAsync();
        await host.ObserveAsync(hours: 2, views: 120);
        await PartitionHost.UntilAsync(async () => (await host.Partition.StatusAsync()).Committed == 2, "the first commit");
        host.Facts.Freeze(nameof(IFactsStore.ReadingsAsync));
        await host.ObserveAsync(hours: 1, views: 110);
        await FrozenAsync(host);

        PartitionState second = await OvertakeAsync(host, hours: 3, views: 150);
        host.Facts.Thaw();
        await AssertSteppedDownAsync(host, second, readings: 3);
    }

    [Fact]
    public async Task WhatTheOlderOnePublishesIsDropped()
    {
        using var folder = new TemporaryFolder();
        await using (PartitionHost host = await PartitionHost.StartAsync(folder.Path, Never))
        {
            await host.CatalogueAsync();
            await host.ObserveAsync(hours: 0, views: 100);
            await host.Partition.StatusAsync();
            await PartitionHost.UntilAsync(async () => await host.ShownAsync() == (1, 100), "the first table");
            PartitionState second = await host.Others.OpenAsync(0, Stop);
            await host.FollowAsync(second);
            await host.PublishAsync(second, sequence: 1);
            Assert.Equal((2, 100), await host.ShownAsync());

            // Both get the next reading. The older one is ahead, and publishes again and again.
            await host.ObserveAsync(hours: 1, views: 150);
            await PartitionHost.UntilAsync(async () => (await host.Partition.StatusAsync()) is { Epoch: 1, Cursor: 3 }, "the reading in the older activation");
            await host.Partition.PublishAsync();
            Assert.Equal((2, 100), await host.ShownAsync());
            await host.FollowAsync(second);
            await host.PublishAsync(second, sequence: 2);
            await host.Partition.PublishAsync();
            Assert.Equal((2, 150), await host.ShownAsync());
            Assert.True(await host.Others.CommitAsync(second));
        }

        // The older one ended without a commit: the other's manifest stands.
        await using PartitionHost restarted = await PartitionHost.StartAsync(folder.Path, Never);
        PartitionStatus status = await restarted.Partition.StatusAsync();
        Assert.Equal((3L, 3L), (status.Epoch, status.Committed));
        await PartitionHost.UntilAsync(async () => await restarted.ShownAsync() == (3, 150), "the table after the restart");
    }

    /// <summary>Takes the partition over, folds one more reading, commits and publishes.</summary>
    private static async Task<PartitionState> OvertakeAsync(PartitionHost host, int hours, long views)
    {
        PartitionState second = await host.Others.OpenAsync(0, Stop);
        await host.ObserveAsync(hours, views);
        await host.FollowAsync(second);
        Assert.True(await host.Others.CommitAsync(second));
        await host.Others.TidyAsync(second);
        Assert.Equal(second.Fold.Cursor + 1, await host.Log.TailAsync(0, Stop));
        await host.PublishAsync(second, sequence: 1);
        Assert.Equal((2, views), await host.ShownAsync());
        return second;
    }

    /// <summary>
    /// The grain gives way, is activated anew at a higher epoch and goes on from the other's manifest; on the way the shown total stands still. Then it is the
    /// other one that can't commit any more.
    /// </summary>
    private static async Task AssertSteppedDownAsync(PartitionHost host, PartitionState second, int readings)
    {
        await PartitionHost.UntilAsync(
            async () =>
            {
                Assert.Equal(150, (await host.ShownAsync()).Views);
                return (await host.Partition.StatusAsync()).Epoch == 3 && (await host.ShownAsync()).Epoch == 3;
            },
            "a table of the grain's next activation");
        PartitionStatus status = await host.Partition.StatusAsync();
        Assert.Equal((second.Fold.Cursor, (long)readings, 0L, null), (status.Cursor, status.Readings, status.Duplicates, status.Trouble));
        Assert.False(await host.Others.CommitAsync(second));

        await host.ObserveAsync(hours: 9, views: 175);
        await PartitionHost.UntilAsync(async () => await host.ShownAsync() == (3, 175), "the next reading");
        await PartitionHost.UntilAsync(async () => (await host.Partition.StatusAsync()).Committed == second.Fold.Cursor + 1, "its commit");
        PartitionState reopened = await host.Others.OpenAsync(0, Stop);
        IReadOnlyList<FactReading> facts = await host.Facts.Inner.ReadingsOfMvAsync(reopened.Manifest.Facts, "mv1", long.MaxValue, Stop);
        Assert.Equal(readings + 1, facts.Count);
    }

    private static Task FrozenAsync(PartitionHost host) => host.Facts.Frozen.WaitAsync(Patience, Stop);
}
