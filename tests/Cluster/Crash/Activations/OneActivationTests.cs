using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Activations;

/// <summary>One activation of a partition under load that does not end, and under a clock that is set back.</summary>
public sealed class OneActivationTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.1), Never = TimeSpan.FromHours(1);

    [Fact]
    public async Task APartitionThatIsWrittenToWithoutEndStillPublishes()
    {
        using var folder = new TemporaryFolder();
        await using (PartitionHost host = await PartitionHost.StartAsync(folder.Path, Soon))
        {
            await host.CatalogueAsync();
            await host.ObserveAsync(hours: 1_000, views: 150);
            await PartitionHost.UntilAsync(async () => (await host.Partition.StatusAsync()).Committed == 2, "the first commit");
        }

        await using PartitionHost restarted = await PartitionHost.StartAsync(folder.Path, Never);
        int hours = 0;
        restarted.Facts.Before = called =>
        {
            if (called == nameof(IFactsStore.ReadingsAsync))
                restarted.ObserveAsync(++hours, views: 100).GetAwaiter().GetResult();
        };
        await restarted.ObserveAsync(hours: 0, views: 100);
        await PartitionHost.UntilAsync(async () => (await restarted.Partition.StatusAsync()).Trouble is null, "the end of its start");
        await PartitionHost.UntilAsync(async () => await restarted.ShownAsync() == (2, 150), "its first table");
        Assert.True(hours > 0, "nothing was appended while it folded");
        restarted.Facts.Before = null;
    }

    [Fact]
    public async Task WhatFailsAfterACommitIsMadeUpForThoughNothingIsAppended()
    {
        using var folder = new TemporaryFolder();
        var time = new ShiftedTime();
        await using PartitionHost host = await PartitionHost.StartAsync(folder.Path, Soon, time);
        host.Manifests.Fails = nameof(IManifestStore.ForgetAsync);
        await host.CatalogueAsync();
        await host.ObserveAsync(hours: 1, views: 100);
        await PartitionHost.UntilAsync(async () => await host.Partition.StatusAsync() is { Committed: 2, Trouble: "The store is away." }, "a commit that can't tidy up");
        host.Manifests.Fails = null;
        time.Ahead = TimeSpan.FromSeconds(30);
        await PartitionHost.UntilAsync(async () => (await host.Partition.StatusAsync()).Trouble is null, "the end of the trouble");
        Assert.Equal(3, await host.Log.TailAsync(0, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AClockThatIsSetBackDoesNotHoldUpCommits()
    {
        using var folder = new TemporaryFolder();
        var time = new ShiftedTime();
        await using PartitionHost host = await PartitionHost.StartAsync(folder.Path, Soon, time);
        await host.CatalogueAsync();
        await host.ObserveAsync(hours: 1, views: 100);
        await PartitionHost.UntilAsync(async () => (await host.Partition.StatusAsync()).Committed == 2, "the first commit");
        await PartitionHost.UntilAsync(async () => await host.ShownAsync() == (1, 100), "the first table");
        time.Ahead = TimeSpan.FromHours(-3);
        await host.ObserveAsync(hours: 2, views: 150);
        await PartitionHost.UntilAsync(async () => (await host.Partition.StatusAsync()).Committed == 3, "a commit after the clock was set back");
        await PartitionHost.UntilAsync(async () => await host.ShownAsync() == (1, 150), "the newest views");
    }
}
