using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Observations;
using MediaAnalytics.Grains.Observations.Auditing;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Hosting;
using MediaAnalytics.Storage.Manifests;
using MediaAnalytics.Tests.Unit.Intake;
using MediaAnalytics.Tests.Unit.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using static MediaAnalytics.Tests.Unit.Folding.FoldRig;

namespace MediaAnalytics.Tests.Unit.Auditing;

/// <summary>Checks of a partition over real stores: sound books balance, whatever arrives meanwhile; each kind of damage is named.</summary>
public sealed class AuditTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SteppedTime time = new();
    private readonly EmbeddedStores stores;
    private readonly ParquetFactsStore facts;
    private readonly SqliteManifestStore manifests;
    private readonly PartitionStateStore states;
    private readonly AuditRunner runner;

    public AuditTests()
    {
        stores = new(new StorageOptions { Folder = folder.Path, Partitions = 1 });
        facts = ParquetFactsStore.Open(stores.Artifacts, new(), folder.Path);
        manifests = new(stores.State);
        states = new(stores.Log, manifests, stores.Artifacts, facts, new(), time);
        runner = new(facts, stores.Artifacts, time, NullLogger<AuditRunner>.Instance);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        facts.Dispose();
        stores.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task SoundBooksBalanceThoughReadingsArriveMeanwhile()
    {
        PartitionState state = await OpenedAsync();
        await FollowAsync(state, Seen("mv1", 120, hours: 3), Seen("mv1", 120, hours: 3), Seen("mv2", 7));
        Task<AuditCheck> running = (await runner.TryBeginAsync(state))!;
        Assert.Null(await runner.TryBeginAsync(state));
        await FollowAsync(state, Seen("mv1", 50, hours: -5), Seen("mv1", 500, hours: 9), Recorded("mv1", 2, "pop", false));
        Assert.True(await states.CommitAsync(state));

        AuditCheck check = await running;
        Assert.Equal((null, 0L), (check.Trouble, check.FindingCount));
        Assert.Equal((7L, 6L, 2L, 1L, 1), (check.Offset, check.Readings, check.Series, check.Mvs, check.Files));
        Assert.Equal(state.Manifest.Facts[0].Bytes, check.Bytes);
        AuditCheck next = await CheckAsync(state);
        Assert.Equal((0L, 8L, 10L), (next.FindingCount, next.Readings, next.Offset));
    }

    [Fact]
    public async Task AFlippedByteIsFoundByItsFilesHash()
    {
        PartitionState state = await OpenedAsync();
        string path = Directory.GetFiles(folder.Path, "*.parquet", SearchOption.AllDirectories).Single();
        DateTime written = File.GetLastWriteTimeUtc(path);
        byte[] bytes = await File.ReadAllBytesAsync(path, Stop);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);
        File.SetLastWriteTimeUtc(path, written);

        AuditFinding finding = Assert.Single((await CheckAsync(state)).Findings);
        Assert.Equal("facts.file", finding.Code);
        Assert.Contains(state.Manifest.Facts[0].Key, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChangedFactIsFoundThoughEveryHashAgrees()
    {
        PartitionState state = await OpenedAsync();
        List<LogEntry> entries = [];
        await foreach ((long offset, LogEvent happened) in facts.ReplayAsync(state.Manifest.Facts, 0, state.Manifest.Offset, Stop))
            entries.Add(new(offset, LogEventCodec.Encode(happened is LogEvent.CountersObserved && offset == 4 ? Seen("mv1", 111, hours: 2) : happened)));
        FactsFile changed = await facts.WriteAsync(0, state.Manifest.Epoch, entries, Stop);
        Manifest seen = state.Manifest;
        Assert.True(await manifests.TryReplaceAsync(0, seen.Revision, seen with { Revision = seen.Revision + 1, Facts = [changed] }, Stop));

        AuditCheck check = await CheckAsync(await states.OpenAsync(0, Stop));
        AuditFinding net = Assert.Single(check.Findings, finding => finding.Figure == "net");
        Assert.Equal(("series.figure", "mv1", "youtube", "api", "views", 111L, 110L), (net.Code, net.Mv, net.Platform, net.Source, net.Counter, net.Facts, net.Memory));
        Assert.Contains("the facts give 111, memory says 110", net.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChangedRowInMemoryIsFound()
    {
        PartitionState state = await OpenedAsync();
        state.Fold.Series[0].State.Gross[(int)Counter.Views] += 1;
        AuditFinding finding = Assert.Single((await CheckAsync(state)).Findings);
        Assert.Equal(("series.figure", "gross", 110L, 111L), (finding.Code, finding.Figure, finding.Facts, finding.Memory));
    }

    [Fact]
    public async Task AChangedSnapshotThatWasLoadedIsFound()
    {
        PartitionState state = await OpenedAsync();
        state.Fold.Series[0].State.Last[(int)Counter.Views] = 109;
        await FollowAsync(state, Seen("mv2", 1));
        Assert.True(await states.CommitAsync(state));
        Assert.Contains((await CheckAsync(await states.OpenAsync(0, Stop))).Findings, finding => finding is { Figure: "net", Facts: 110, Memory: 109 });
    }

    [Fact]
    public async Task ADamagedSnapshotIsFoundBeforeItIsNeeded()
    {
        PartitionState state = await OpenedAsync();
        await stores.Artifacts.WriteAsync(state.Manifest.Snapshot!, (stream, stop) => stream.WriteAsync(new byte[100], stop).AsTask(), Stop);
        Assert.Equal("snapshot", Assert.Single((await CheckAsync(state)).Findings).Code);
    }

    [Fact]
    public async Task ASeriesThatOnlyOneSideHasIsFoundAndTheListEnds()
    {
        PartitionState state = await OpenedAsync();
        await FollowAsync(state, [.. Enumerable.Range(0, 30).Select(i => Seen($"extra{i}", 5))]);
        var subject = new AuditSubject(0, state.Manifest, [], (await AuditSubject.OfAsync(state)).Fold);
        AuditCheck check = await new AuditRun(subject, facts, stores.Artifacts).RunAsync(time.Now, time);
        Assert.Equal(AuditCheck.MostFindings, check.Findings.Length);
        Assert.True(check.FindingCount > 30);
        Assert.Equal(("series.unknown", "extra0"), (check.Findings[0].Code, check.Findings[0].Mv));
    }

    [Fact]
    public async Task AnAskedForCheckRunsOnceAndItsResultStays()
    {
        PartitionState state = await OpenedAsync();
        var auditor = new PartitionAuditor(runner, new(), time);
        await auditor.StepAsync(state);
        Assert.Equal((false, null), (auditor.Report(state, 4, 4, null).Running, auditor.Report(state, 4, 4, null).Check));
        await auditor.AskAsync();
        Assert.True(auditor.Report(state, 4, 4, null).Running);
        while (auditor.Report(state, 4, 4, null).Check is null)
        {
            await auditor.StepAsync(state);
            await Task.Yield();
        }

        PartitionAudit report = auditor.Report(state, 4, 4, null);
        Assert.Equal((false, true, 3L, 0L), (report.Running, report.Balanced, report.Check!.Readings, report.Check.FindingCount));
        time.Now += PartitionOptions.DefaultAuditEvery;
        await auditor.StepAsync(state);
        Assert.True(auditor.Running);
    }

    [Fact]
    public async Task WhereLateSeriesCanNotBeFoldedTheCheckSaysThatItIsNotFinished()
    {
        PartitionState state = await OpenedAsync();
        await AppendAsync(Seen("mv1", 1, hours: -9));
        foreach (LogEntry entry in await stores.Log.ReadAsync(0, state.Fold.Cursor, 100, 1 << 20, Stop))
            state.Apply(in entry);
        AuditCheck check = await CheckAsync(state);
        Assert.NotNull(check.Trouble);
        Assert.True(new PartitionAuditor(runner, new(), time).Report(state, 4, 5, null).Balanced);
    }

    private static LogEvent.CountersObserved Seen(string mv, long views, int hours = 0) =>
        Observed(mv, "youtube", "api", Now.AddHours(hours), Counters.None with { Views = views });

    /// <summary>A partition with four committed entries.</summary>
    private async Task<PartitionState> OpenedAsync()
    {
        PartitionState state = await states.OpenAsync(0, Stop);
        await FollowAsync(state, Recorded("mv1", 1, "rock", true), Seen("mv1", 100), Seen("mv1", 90, hours: -1), Seen("mv1", 110, hours: 2));
        Assert.True(await states.CommitAsync(state));
        return state;
    }

    private async Task<AuditCheck> CheckAsync(PartitionState state) => await (await runner.TryBeginAsync(state))!;

    private Task AppendAsync(LogEvent logEvent) => stores.Log.AppendAsync([new LogAppend(0, LogEventCodec.Encode(logEvent))], Stop);

    private async Task FollowAsync(PartitionState state, params LogEvent[] events)
    {
        foreach (LogEvent logEvent in events)
            await AppendAsync(logEvent);
        foreach (LogEntry entry in await stores.Log.ReadAsync(0, state.Fold.Cursor, 100, 1 << 20, Stop))
            state.Apply(in entry);
        await states.SettleAsync(state);
    }
}
