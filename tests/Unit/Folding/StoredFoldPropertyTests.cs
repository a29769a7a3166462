using CsCheck;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Observations.Folding;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Unit.Storage;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;

namespace MediaAnalytics.Tests.Unit.Folding;

/// <summary>
/// Random interleavings over the real stores: readings, late ones, falls, breaks, relabels, withdrawals, commits (which trim the log), compactions and
/// restarts. What the partition says equals what facts and log give when they are folded from nothing.
/// </summary>
public sealed class StoredFoldPropertyTests
{
    private enum Step
    {
        Observe,
        Relabel,
        Declare,
        Commit,
        Compact,
        Restart,
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task IncrementalEqualsRebuiltFromFactsAndLog() => Gen.Select(Steps.Array[5, 40], Gen.Int).SampleAsync(
        (steps, seed) => CheckAsync(steps, new Random(seed)), iter: 40, threads: 1);

    private static Gen<Step> Steps { get; } = Gen.Frequency(
        (10, Gen.Const(Step.Observe)), (3, Gen.Const(Step.Relabel)), (1, Gen.Const(Step.Declare)), (4, Gen.Const(Step.Commit)), (2, Gen.Const(Step.Compact)),
        (2, Gen.Const(Step.Restart)));

    private static async Task CheckAsync(Step[] steps, Random random)
    {
        using var folder = new TempFolder();
        using var stores = new EmbeddedStores(new StorageOptions { Folder = folder.Path, Partitions = 1 });
        using ParquetFactsStore facts = ParquetFactsStore.Open(stores.Artifacts, new(), folder.Path);
        var states = new PartitionStateStore(stores.Log, new SqliteManifestStore(stores.State), stores.Artifacts, facts, new(), TimeProvider.System);
        PartitionState state = await states.OpenAsync(0, Stop);
        foreach ((int number, Step step) in steps.Index())
        {
            switch (step)
            {
                case Step.Commit:
                    Assert.True(await states.CommitAsync(state));
                    break;
                case Step.Compact when state.Manifest.Facts.Count > 1:
                    FactsFile[] files = [.. state.Manifest.Facts.Skip(random.Next(state.Manifest.Facts.Count - 1))];
                    Assert.True(await states.ReplaceFactsAsync(state, files, await facts.CompactAsync(0, state.Manifest.Epoch, files, Stop)));
                    break;
                case Step.Restart:
                    state = await states.OpenAsync(0, Stop);
                    break;
                case Step.Observe or Step.Relabel or Step.Declare:
                    await stores.Log.AppendAsync([new LogAppend(0, LogEventCodec.Encode(Event(step, number + 1, random)))], Stop);
                    break;
            }

            await FollowAsync(stores.Log, states, state);
        }

        Assert.Equal(Cells(await RebuiltAsync(stores.Log, facts, state)), Cells(state.Fold));
    }

    private static async Task<PartitionFold> RebuiltAsync(IEventLog log, IFactsStore facts, PartitionState state)
    {
        var rig = new FoldRig();
        await foreach ((_, LogEvent logEvent) in facts.ReplayAsync(state.Manifest.Facts, 0, state.Manifest.Offset, Stop))
            rig.Apply(logEvent);
        foreach (LogEntry entry in await log.ReadAsync(0, state.Manifest.Offset, 1_000, 1 << 24, Stop))
            rig.Apply(LogEventCodec.Decode(entry.Payload));
        Assert.Equal(log.Head(0), rig.Fold.Cursor);
        Assert.Equivalent(rig.Fold.Counts, state.Fold.Counts);
        return rig.Fold;
    }

    private static async Task FollowAsync(IEventLog log, PartitionStateStore states, PartitionState state)
    {
        foreach (LogEntry entry in await log.ReadAsync(0, state.Fold.Cursor, 1_000, 1 << 24, Stop))
            state.Apply(in entry);
        await states.SettleAsync(state);
    }

    private static LogEvent Event(Step step, int number, Random random) => step switch
    {
        Step.Observe => Observed([.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => AnyReading(random))]),
        Step.Relabel => Recorded($"mv{random.Next(1, 4)}", number, random.Next(2) == 0 ? "rock" : "pop", true, random.Next(4) == 0),
        _ => Declared(random.Next(5), "youtube", Now.AddMinutes(-random.Next(2_000)), Counter.Views),
    };

    private static Reading AnyReading(Random random)
    {
        long[] values = [0, 3, 90, 100, 110, 120, 1_000, 2_000, 50_000];
        return Reading(
            $"mv{random.Next(1, 4)}", random.Next(2) == 0 ? "youtube" : "vimeo", random.Next(2) == 0 ? "api" : "export", Now.AddMinutes(-50 * random.Next(40)),
            Counters.None with { Views = values[random.Next(values.Length)], Likes = random.Next(3) == 0 ? Counters.Absent : values[random.Next(values.Length)] });
    }

    private static Dictionary<CellKey, CellSums> Cells(PartitionFold fold) =>
        CellTableBuilder.Build(fold, Now).Cells.ToDictionary(cell => cell.Key, cell => cell.Sums);
}
