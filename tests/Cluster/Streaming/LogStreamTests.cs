using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Manifests;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Streaming;

public sealed class LogStreamTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ma-streams-").FullName;
    private readonly DeliveryProbe _probe = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_partition_gets_its_entries_in_order()
    {
        await using var host = await StreamingHost.StartAsync(_folder, _probe);
        for (int i = 1; i <= 50; i++)
        {
            for (int k = 0; k < 8; k++)
            {
                await host.AppendAsync(k, $"p{k} e{i}");
            }
        }

        for (int k = 0; k < 8; k++)
        {
            await _probe.UntilAsync(p => p.Seen(k).Length >= 50, $"50 entries of partition {k}");
            Assert.Equal(Enumerable.Range(1, 50).Select(i => $"{i}:p{k} e{i}"), _probe.Seen(k));
        }
    }

    [Fact]
    public async Task More_than_the_cache_holds_arrives_whole()
    {
        await using var host = await StreamingHost.StartAsync(_folder, _probe, partitions: 2);
        const int Count = 20_000;
        for (int i = 1; i <= Count; i += 1000)
        {
            await host.AppendAsync(1, [.. Enumerable.Range(i, 1000).Select(n => $"{n}")]);
        }

        await _probe.UntilAsync(p => p.Seen(1).Length >= Count, $"{Count} entries");
        Assert.Equal(Enumerable.Range(1, Count).Select(i => $"{i}:{i}"), _probe.Seen(1));
    }

    [Fact]
    public async Task A_deactivated_consumer_is_woken_by_the_next_entry()
    {
        await using var host = await StreamingHost.StartAsync(_folder, _probe);
        await host.AppendAsync(3, "before");
        await _probe.UntilAsync(p => p.Seen(3).Length == 1, "the first entry");

        for (int i = 2; i <= 6; i++)
        {
            await host.Grains.GetGrain<ILogProbeGrain>(3).DeactivateAsync();
            await host.AppendAsync(3, $"after {i}");
            int expected = i;
            await _probe.UntilAsync(p => p.Seen(3).Length >= expected, $"entry {i} after a deactivation");
        }

        Assert.Equal("1:before,2:after 2,3:after 3,4:after 4,5:after 5,6:after 6".Split(','), _probe.Seen(3));
    }

    [Fact]
    public async Task A_refused_delivery_comes_again_and_holds_up_no_other_partition()
    {
        await using var host = await StreamingHost.StartAsync(_folder, _probe);
        _probe.Refuse(0, times: int.MaxValue);
        await host.AppendAsync(0, "poison");
        await _probe.UntilAsync(p => p.Refused.GetValueOrDefault(0) >= 2, "two refusals");

        await host.AppendAsync(1, "fine");
        await _probe.UntilAsync(p => p.Seen(1).Length == 1, "the other partition's entry");
        Assert.Empty(_probe.Seen(0));

        _probe.Refuse(0, times: 0);
        await _probe.UntilAsync(p => p.Seen(0).Length == 1, "the entry that was refused");
        await host.AppendAsync(0, "next");
        await _probe.UntilAsync(p => p.Seen(0).Length == 2, "the entry after it");
        Assert.Equal(["1:poison", "2:next"], _probe.Seen(0));
    }

    [Fact]
    public async Task A_restarted_silo_delivers_from_the_committed_offset()
    {
        await using (var host = await StreamingHost.StartAsync(_folder, _probe))
        {
            await host.AppendAsync(5, "a", "b", "c");
            await _probe.UntilAsync(p => p.Seen(5).Length == 3, "the entries before the restart");
            bool committed = await host.Get<IManifestStore>().TryReplaceAsync(
                5,
                0,
                new Manifest { Revision = 1, Epoch = 1, LogGeneration = host.Log.Generation, Offset = 2, WrittenAt = DateTimeOffset.UnixEpoch },
                TestContext.Current.CancellationToken);
            Assert.True(committed);
        }

        var after = new DeliveryProbe();
        await using var restarted = await StreamingHost.StartAsync(_folder, after);
        await restarted.AppendAsync(5, "d");
        await after.UntilAsync(p => p.Seen(5).Length >= 2, "the entries after the committed offset");
        Assert.Equal(["3:c", "4:d"], after.Seen(5));
    }

    [Fact]
    public async Task A_silo_has_one_facts_store_on_its_artifacts()
    {
        await using var host = await StreamingHost.StartAsync(_folder, _probe);
        byte[] payload = LogEventCodec.Encode(new LogEvent.CountersObserved(new(Guid.Empty, DateTimeOffset.UnixEpoch, 0, 0), []));
        var stop = TestContext.Current.CancellationToken;
        var file = await host.Get<IFactsStore>().WriteAsync(0, 1, [new LogEntry(1, payload)], stop);
        Assert.Same(host.Get<IFactsStore>(), host.Get<IFactsStore>());
        Assert.Equal(file.Bytes, await host.Get<IArtifactStore>().LengthAsync(file.Key, stop));
    }

    [Fact]
    public async Task A_producer_is_told_to_append_to_the_log()
    {
        await using var host = await StreamingHost.StartAsync(_folder, _probe);
        Assert.Equal(8, host.Log.Partitions);
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => host.Grains.GetGrain<IProducerGrain>(0).PublishAsync());
        Assert.Contains("ReadOnly", thrown.ToString(), StringComparison.Ordinal);
    }
}
