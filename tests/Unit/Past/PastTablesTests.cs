using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Grains.Observations.Past;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Unit.Folding;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Storage;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;

namespace MediaAnalytics.Tests.Unit.Past;

/// <summary>A partition that lives through readings, late ones, relabels, withdrawals, breaks, compactions and restarts; then each table that it had is asked for.</summary>
public sealed class PastTablesTests : IDisposable
{
    private static readonly PartitionOptions Options = new() { Retention = TimeSpan.FromDays(2), SnapshotEvery = TimeSpan.FromHours(1) };
    private readonly TempFolder folder = new();
    private readonly Clock clock = new();
    private readonly EmbeddedStores stores;
    private readonly ParquetFactsStore facts;
    private readonly SqliteManifestStore manifests;
    private readonly PartitionStateStore states;
    private readonly PastTables past;

    public PastTablesTests()
    {
        stores = new(new StorageOptions { Folder = folder.Path, Partitions = 1 });
        facts = ParquetFactsStore.Open(stores.Artifacts, new(), folder.Path);
        manifests = new(stores.State);
        states = new(stores.Log, manifests, stores.Artifacts, facts, Options, clock);
        past = new(states, manifests, facts, Options, clock);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        facts.Dispose();
        stores.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task EachTableIsWhatItWas(int seed)
    {
        var random = new Random(seed);
        PartitionState state = await states.OpenAsync(0, Stop);
        List<(Manifest Manifest, CellTable Table)> kept = [];
        for (int step = 0; step < 24; step++)
        {
            clock.Now += TimeSpan.FromMinutes(random.Next(5, 60));
            await FollowAsync(state, [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => AnyEvent(random))]);
            state.Fold.Recent.Prune(clock.Now.UtcTicks);
            Assert.True(await states.CommitAsync(state));
            await states.TidyAsync(state);
            kept.Add((state.Manifest, Table(state, state.Manifest)));
            if (step % 5 == 4 && FactsCompaction.Choose(state.Manifest.Facts) is { } files)
            {
                Assert.True(await states.ReplaceFactsAsync(state, files, await facts.CompactAsync(0, state.Manifest.Epoch, files, Stop)));
                kept[^1] = (state.Manifest, kept[^1].Table);
            }

            if (step % 7 == 6)
            {
                state = await states.OpenAsync(0, Stop);
                kept[^1] = (state.Manifest, Table(state, state.Manifest));
            }
        }

        Assert.True((await manifests.SnapshotsAsync(0, Stop)).Count < kept.Count - 5);
        foreach ((Manifest manifest, CellTable expected) in kept)
        {
            PastTable found = await past.FindAsync(0, manifest.WrittenAt.AddTicks(random.Next(0, 1_000)));
            Assert.Equal(PastRefusal.None, found.Refusal);
            CellTable table = found.Table!;
            Assert.Equal((manifest.Revision, manifest.Epoch, manifest.Offset, manifest.WrittenAt), (table.Manifest, table.Epoch, table.Offset, table.At));
            Assert.Equal(expected.Cells.ToDictionary(cell => cell.Key, cell => cell.Sums), table.Cells.ToDictionary(cell => cell.Key, cell => cell.Sums));
            Assert.Equivalent(expected.Overview, table.Overview, strict: true);
            Assert.Equal(expected.WindowsSince, table.WindowsSince);
            Assert.Same(table, (await past.FindAsync(0, manifest.WrittenAt)).Table);
        }
    }

    [Fact]
    public async Task WhatIsNotKeptIsRefusedWithTheEarliestInstant()
    {
        PartitionState state = await states.OpenAsync(0, Stop);
        DateTimeOffset first = state.Manifest.WrittenAt;
        Assert.Equal(new PastTable(null, PastRefusal.NotKept, first), await past.FindAsync(0, first.AddTicks(-1)));
        PastTable empty = await past.FindAsync(0, first);
        Assert.Empty(empty.Table!.Cells);

        clock.Now += TimeSpan.FromDays(3);
        Assert.Equal(
            new PastTable(null, PastRefusal.NotKept, clock.Now - Options.Retention), await past.FindAsync(0, clock.Now - Options.Retention - TimeSpan.FromTicks(1)));
        Assert.Equal(first, (await past.FindAsync(0, clock.Now - Options.Retention)).Table!.At);
    }

    [Fact]
    public async Task WindowsOfASnapshotThatHasLetGoOfDeltasSayHowFarTheyReach()
    {
        PartitionState state = await states.OpenAsync(0, Stop);
        await FollowAsync(state, Seen("mv1", 10, clock.Now.AddHours(-3)), Seen("mv1", 30, clock.Now.AddHours(-2)), Recorded("mv1", 1, "rock", true));
        state.Fold.Recent.Prune(clock.Now.AddHours(24).UtcTicks);
        Assert.True(await states.CommitAsync(state));
        await states.TidyAsync(state);
        CellTable table = (await past.FindAsync(0, clock.Now)).Table!;
        Assert.Equal(clock.Now.AddHours(-1), table.WindowsSince);
    }

    [Fact]
    public async Task ADamagedFactsFileIsNamedAndTheQuestionMayBeAskedAgain()
    {
        PartitionState state = await states.OpenAsync(0, Stop);
        for (int hour = 0; hour < 3; hour++)
        {
            clock.Now += TimeSpan.FromMinutes(1);
            await FollowAsync(state, Seen("mv1", 10 + hour, clock.Now));
            Assert.True(await states.CommitAsync(state));
            await states.TidyAsync(state);
        }

        DateTimeOffset asOf = clock.Now - TimeSpan.FromMinutes(1);
        string path = Directory.GetFiles(folder.Path, "*.parquet", SearchOption.AllDirectories).Single(file => file.Contains("-2-2-", StringComparison.Ordinal));
        byte[] bytes = await File.ReadAllBytesAsync(path, Stop);
        await File.WriteAllBytesAsync(path, bytes[..^1], Stop);
        PastTable damaged = await past.FindAsync(0, asOf);
        Assert.Equal(PastRefusal.Damaged, damaged.Refusal);
        Assert.Contains(state.Manifest.Facts[1].Key, damaged.Detail, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(path, bytes, Stop);
        Assert.Equal(2, (await past.FindAsync(0, asOf)).Table!.Offset);
    }

    [Fact]
    public async Task ATableThatTakesTooLongIsRefused()
    {
        await states.OpenAsync(0, Stop);
        using var held = new HeldManifests(manifests);
        var hurried = new PastTables(states, held, facts, Options, new SteppedTime { Now = clock.Now });
        Assert.Equal(PastRefusal.Slow, (await hurried.FindAsync(0, clock.Now)).Refusal);
    }

    private LogEvent AnyEvent(Random random)
    {
        string mv = $"mv{random.Next(1, 5)}";
        return random.Next(10) switch
        {
            0 or 1 => Recorded(mv, stores.Log.Head(0) + 2, random.Next(2) == 0 ? "rock" : "pop", random.Next(2) == 0, withdrawn: random.Next(4) == 0),
            2 => Declared(random.Next(4), "youtube", clock.Now.AddMinutes(-random.Next(600)), Counter.Views),
            _ => Observed(
                mv, random.Next(3) == 0 ? "vimeo" : "youtube", random.Next(3) == 0 ? "api" : "export", clock.Now.AddMinutes(-random.Next(0, 3_000)),
                Counters.None with { Views = random.Next(50_000), Likes = random.Next(500) }),
        };
    }

    private static LogEvent Seen(string mv, long views, DateTimeOffset at) => Observed(mv, "youtube", "api", at, Counters.None with { Views = views });

    private static CellTable Table(PartitionState state, Manifest manifest)
    {
        (Cell[] cells, Overview overview, DateTimeOffset? since) = CellTableBuilder.Build(state.Fold, manifest.WrittenAt);
        return new(0, manifest.Epoch, 0, manifest.Offset, manifest.WrittenAt, cells, overview, since, manifest.Revision);
    }

    private async Task FollowAsync(PartitionState state, params LogEvent[] events)
    {
        await stores.Log.AppendAsync([.. events.Select(happened => new LogAppend(0, LogEventCodec.Encode(happened)))], Stop);
        foreach (LogEntry entry in await stores.Log.ReadAsync(0, state.Fold.Cursor, 100, 1 << 20, Stop))
            state.Apply(in entry);
        await states.SettleAsync(state);
    }

    /// <summary>Its instant is set by hand; its timers are real.</summary>
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = FoldRig.Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
