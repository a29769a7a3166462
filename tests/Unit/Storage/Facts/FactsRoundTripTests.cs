using CsCheck;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Storage.Facts;

public sealed class FactsRoundTripTests : IDisposable
{
    private readonly FactsFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ParquetFactsStore Store => _folder.Store;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_went_in_comes_out_before_and_after_a_compaction() =>
        await Gen.Select(FactsGen.Files, Gen.Int[0, 60], Gen.Int[0, 60], Gen.Int[0, FactsGen.Ids.Length - 1]).SampleAsync(
            async (entries, from, to, id) =>
            {
                var files = new List<FactsFile>();
                foreach (var file in entries)
                {
                    files.Add(await Store.WriteAsync(3, 1, file, Stop));
                }

                var all = entries.SelectMany(static f => f).ToArray();
                await CheckAsync(files, all, all[0].Offset + from - 1, all[0].Offset + to - 1, FactsGen.Ids[id]);

                var compacted = await Store.CompactAsync(3, 2, files, Stop);
                Assert.Equal((all[0].Offset, all[^1].Offset), (compacted.First, compacted.Last));
                Assert.Equal(files.Sum(static f => f.Rows), compacted.Rows);
                await CheckAsync([compacted], all, all[0].Offset + from - 1, all[0].Offset + to - 1, FactsGen.Ids[id]);
                await CheckAsync([await Store.CompactAsync(3, 2, [compacted], Stop)], all, 0, long.MaxValue, FactsGen.Ids[id]);
            },
            iter: 60,
            threads: 1);

    [Fact]
    public async Task A_series_is_found_by_exactly_its_ids()
    {
        var entries = FactsGen.Ids.SelectMany((id, i) => FactsFolder.Entries(1 + i, 1, id)).ToArray();
        FactsFile[] files = [await Store.WriteAsync(0, 1, entries, Stop)];
        foreach (string id in FactsGen.Ids)
        {
            var found = await Store.ReadingsAsync(files, [new(id, "yt", "s"), new(id, "yt", "s"), new("none", "yt", "s"), new(id, "YT", "s")], 1_000, Stop);
            Assert.Equal(id, Assert.Single(found).Series.Mv);
        }
    }

    [Fact]
    public async Task Nothing_is_read_of_nothing()
    {
        FactsFile[] files = [await Store.WriteAsync(0, 1, FactsFolder.Entries(10, 3), Stop)];
        Assert.Empty(await Store.ReadingsAsync([], [new("mv", "yt", "s")], 100, Stop));
        Assert.Empty(await Store.ReadingsAsync(files, [], 100, Stop));
        Assert.Empty(await Store.ReadingsAsync(files, [new("mv", "yt", "s")], 9, Stop));
        Assert.Empty(await Store.AllReadingsAsync([], 100, Stop).ToArrayAsync(Stop));
        Assert.Empty(await Store.ReplayAsync(files, 12, 100, Stop).ToArrayAsync(Stop));
        Assert.Empty(await Store.VerifyAsync([], Stop));
    }

    [Fact]
    public async Task Entries_that_do_not_follow_each_other_are_a_mistake()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(0, 1, [], Stop));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync(0, 1, [FactsFolder.Entries(1, 1)[0], FactsFolder.Entries(3, 1)[0]], Stop));
        var first = await Store.WriteAsync(0, 1, FactsFolder.Entries(1, 2), Stop);
        var third = await Store.WriteAsync(0, 1, FactsFolder.Entries(5, 2), Stop);
        await Assert.ThrowsAsync<ArgumentException>(() => Store.CompactAsync(0, 1, [first, third], Stop));
        var gap = await Assert.ThrowsAsync<FactsDamagedException>(() => Store.ReplayAsync([first, third], 0, 9, Stop).ToArrayAsync(Stop).AsTask());
        Assert.Contains("3 is due", gap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_is_no_event_is_refused_and_leaves_nothing()
    {
        var entries = FactsFolder.Entries(1, 3);
        entries[1] = new LogEntry(2, new byte[] { 1, 99 });
        await Assert.ThrowsAsync<InvalidDataException>(() => Store.WriteAsync(0, 1, entries, Stop));
        Assert.Empty(_folder.AllFiles());
        var file = await Store.WriteAsync(0, 1, FactsFolder.Entries(1, 3), Stop);
        Assert.Equal([_folder.PathOf(file)], _folder.AllFiles());
    }

    [Fact]
    public async Task An_id_with_a_zero_character_is_refused_and_never_cut()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() => Store.WriteAsync(0, 1, FactsFolder.Entries(1, 1, "mv\0x"), Stop));
        FactsFile[] files = [await Store.WriteAsync(0, 1, FactsFolder.Entries(1, 1), Stop)];
        Assert.Empty(await Store.ReadingsAsync(files, [new("mv\0x", "yt", "s")], 9, Stop));
        Assert.Empty(await Store.ReadingsOfMvAsync(files, "mv\0x", 9, Stop));
        Assert.Empty(await Store.RecordsOfMvAsync(files, "mv\0x", 9, Stop));
    }

    [Fact]
    public async Task Many_at_once_share_a_few_sessions()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            FactsFile[] files = [await Store.WriteAsync(i, 1, FactsFolder.Entries(1, 50, $"mv{i}"), Stop), await Store.WriteAsync(i, 1, FactsFolder.Entries(51, 50, $"mv{i}"), Stop)];
            FactsFile[] compacted = [await Store.CompactAsync(i, 1, files, Stop)];
            Assert.Equal(100, (await Store.ReadingsOfMvAsync(files, $"mv{i}", 1_000, Stop)).Count);
            Assert.Equal(70, (await Store.ReadingsAsync(compacted, [new($"mv{i}", "yt", "s")], 70, Stop)).Count);
            Assert.Equal(100, await Store.ReplayAsync(compacted, 0, 1_000, Stop).CountAsync(Stop));
        }));
        Assert.Equal(16 * 3, _folder.AllFiles().Length);
    }

    [Fact]
    public async Task What_does_not_fit_into_memory_is_sorted_on_disk()
    {
        using var small = new FactsFolder(new FactsOptions { Connections = 1, Threads = 1, MemoryMegabytes = 128 });
        FactsFile[] files = [await small.Store.WriteAsync(0, 1, FactsFolder.Entries(1, 250_000), Stop), await small.Store.WriteAsync(0, 1, FactsFolder.Entries(250_001, 250_000), Stop)];
        var compacted = await small.Store.CompactAsync(0, 1, files, Stop);
        Assert.Equal(500_000, compacted.Rows);
        long before = 0;
        await foreach (var (offset, _) in small.Store.ReplayAsync([compacted], 0, long.MaxValue, Stop))
        {
            Assert.Equal(++before, offset);
        }

        Assert.Equal(500_000, before);
    }

    [Fact]
    public async Task A_read_that_is_given_up_leaves_the_store_at_work()
    {
        FactsFile[] files = [await Store.WriteAsync(0, 1, FactsFolder.Entries(1, 20_000), Stop)];
        for (int i = 0; i < 5; i++)
        {
            await foreach (var reading in Store.AllReadingsAsync(files, 100_000, Stop))
            {
                Assert.Equal(1, reading.Offset);
                break;
            }
        }

        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadingsOfMvAsync(files, "mv", 100_000, stopped.Token));
        Assert.Equal(20_000, (await Store.ReadingsOfMvAsync(files, "mv", 100_000, Stop)).Count);
    }

    private async Task CheckAsync(List<FactsFile> files, LogEntry[] all, long after, long upTo, string mv)
    {
        var replayed = await Store.ReplayAsync(files, after, upTo, Stop).Select(static e => (e.Offset, Convert.ToHexString(LogEventCodec.Encode(e.Event)))).ToArrayAsync(Stop);
        Assert.Equal(all.Where(e => e.Offset > after && e.Offset <= upTo).Select(static e => (e.Offset, Convert.ToHexString(e.Payload.Span))), replayed);

        var readings = FactsTally.Readings(all, upTo);
        Assert.Equal(readings, await Store.AllReadingsAsync(files, upTo, Stop).ToArrayAsync(Stop));
        Assert.Equal(readings.Where(r => r.Series.Mv == mv), await Store.ReadingsOfMvAsync(files, mv, upTo, Stop));

        SeriesKey[] series = [.. readings.Where((_, i) => i % 3 == 0).Select(static r => r.Series)];
        Assert.Equal(readings.Where(r => series.Contains(r.Series)), await Store.ReadingsAsync(files, series, upTo, Stop));

        var records = await Store.RecordsOfMvAsync(files, mv, upTo, Stop);
        Assert.Equal(FactsTally.Records(all, mv, upTo), records.Select(static r => (r.Offset, FactsTally.Encoded(r.Record))));
        Assert.Empty(await Store.VerifyAsync(files, Stop));
    }
}
