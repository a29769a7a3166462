using System.Text;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Grains.Catalogue.Importing;
using MediaAnalytics.Storage;
using MediaAnalytics.Tests.Unit.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Imports;

public sealed class ImportWorkTests
{
    private const int Rows = 3 * ImportWork.RowsPerCheckpoint + 500;

    private static readonly DeepCopier<ImportGrainState> Copier =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<DeepCopier<ImportGrainState>>();

    [Fact]
    public async Task AnImportEndsWithEveryRowInTheCatalogueOrInQuarantine()
    {
        var run = new Run(Catalogue());
        ImportStatus status = await run.ToEndAsync();
        Assert.Equal((ImportState.Completed, (long)Rows, (long)Rows / 100), (status.State, status.Rows, status.Quarantined));
        Assert.Equal(Rows - Rows / 100, status.Created);
        Assert.Equal(status.BytesTotal, status.BytesRead);
        Assert.Equal(["label"], status.UnknownColumns);
        Assert.Equal(ImportWork.FirstQuarantined, status.FirstQuarantined.Length);
        string[] quarantine = run.Quarantine.TrimEnd('\n').Split('\n');
        Assert.Equal("line,column,value,code,reason", quarantine[0]);
        Assert.Equal(Enumerable.Range(1, Rows / 100).Select(i => $"{i * 100 + 1},title,"), quarantine.Skip(1).Select(line => string.Join(',', line.Split(',')[..2]) + ","));
        Assert.Equal(["imports/x/quarantine.csv"], run.Artifacts.Blobs.Keys);
        Assert.Null(run.State.State.DueAt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2_500)]
    [InlineData(4_000)]
    [InlineData(6_400)]
    public async Task KilledAnywhereItResumesToTheSameEnd(int killAtUpsert)
    {
        var undisturbed = new Run(Catalogue());
        ImportStatus expected = await undisturbed.ToEndAsync();
        int upserts = 0;
        var run = new Run(Catalogue(), () =>
        {
            if (++upserts == killAtUpsert) throw new OperationCanceledException("killed");
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => run.ToEndAsync());
        await run.RestartAsync();
        ImportStatus status = await run.ToEndAsync();
        Assert.Equal((expected.State, expected.Rows, expected.Quarantined, expected.BytesRead), (status.State, status.Rows, status.Quarantined, status.BytesRead));
        Assert.Equal(expected.Created, status.Created + status.Unchanged);
        Assert.Equal(undisturbed.Quarantine, run.Quarantine);
        Assert.Equal(undisturbed.Entries(), run.Entries());
    }

    [Fact]
    public async Task AKillBetweenQuarantineAndCheckpointDoublesNoRow()
    {
        var undisturbed = new Run(Catalogue());
        await undisturbed.ToEndAsync();
        for (int kill = 2; kill <= 6; kill++)
        {
            var run = new Run(Catalogue());
            int writes = 0;
            run.State.Writing = () =>
            {
                if (++writes == kill) throw new OperationCanceledException("killed");
            };
            await Assert.ThrowsAsync<OperationCanceledException>(() => run.ToEndAsync());
            await run.RestartAsync();
            Assert.Equal(Rows, (await run.ToEndAsync()).Rows);
            Assert.Equal(undisturbed.Quarantine, run.Quarantine);
        }
    }

    [Fact]
    public async Task AFailingStoreIsTriedAgainFromTheCheckpointAndThenGivenUp()
    {
        int failures = 3;
        var run = new Run(Catalogue(), () =>
        {
            if (failures-- > 0) throw new IOException("disk full");
        });
        Assert.Equal(ImportState.Completed, (await run.ToEndAsync()).State);

        failures = int.MaxValue;
        var hopeless = new Run(Catalogue(), () => throw new IOException("disk full"));
        ImportStatus status = await hopeless.ToEndAsync();
        Assert.Equal((ImportState.Failed, "import.gaveUp"), (status.State, status.ErrorCode));
    }

    [Fact]
    public async Task AStoreThatIsAwayIsWaitedForHoweverLong()
    {
        int failures = 3 * ImportWork.MaxFailures;
        var run = new Run(Catalogue(), () =>
        {
            if (failures-- > 0) throw new InvalidOperationException("the call failed", new StorageUnavailableException("no Redis"));
        });
        Assert.Equal(ImportState.Completed, (await run.ToEndAsync()).State);
    }

    [Fact]
    public async Task AStartThatCouldNotBeStoredIsForgotten()
    {
        var run = new Run(Catalogue());
        run.State.Writing = () => throw new StorageUnavailableException("no Redis");
        await Assert.ThrowsAsync<StorageUnavailableException>(run.ToEndAsync);
        Assert.Equal(1, run.Lost);
        await run.RestartAsync();
        Assert.Equal((ImportState.Completed, 1), ((await run.ToEndAsync()).State, run.Lost));
    }

    [Fact]
    public async Task ASecondDifferentRowOfAnIdIsQuarantinedAlsoAfterARestart()
    {
        string late = string.Concat(Enumerable.Range(0, ImportWork.RowsPerCheckpoint).Select(i => $"m{i},T\n"));
        int upserts = 0;
        var run = new Run($"id,title\nsame,A\nsame,A\n{late}same,B\n", () =>
        {
            if (++upserts == ImportWork.RowsPerCheckpoint + 1) throw new OperationCanceledException("killed");
        });
        await Assert.ThrowsAsync<OperationCanceledException>(() => run.ToEndAsync());
        await run.RestartAsync();
        ImportStatus status = await run.ToEndAsync();
        Assert.Equal("catalogue.repeatedId", Assert.Single(status.FirstQuarantined).Code);
        Assert.Equal("A", run.Entries().Single(entry => entry.Id == "same").Title);
    }

    [Fact]
    public async Task ADryRunForetellsAndChangesNothing()
    {
        var run = new Run("id,title\na,A\nb,B\nc,\n");
        await run.ToEndAsync();
        var dry = new Run("id,title\na,A\nb,changed\nd,new\ne,\n", grainsOf: run, dryRun: true);
        ImportStatus status = await dry.ToEndAsync();
        Assert.Equal((1L, 1L, 1L, 1L), (status.Created, status.Updated, status.Unchanged, status.Quarantined));
        Assert.Equal(["A", "B"], run.Entries().Select(entry => entry.Title));
    }

    [Fact]
    public async Task TheMediaMapGivesHashesAndProblems()
    {
        string hash = new('a', 64);
        var run = new Run("id,title,media\na,A,x.mp4\nb,B,y.mp4\nc,C,z.mp4\n", map: $$"""
            {"path":"x.mp4","sha256":"{{hash}}","problem":null}
            {"path":"y.mp4","problem":"not found in the media folder"}
            """);
        await run.ToEndAsync();
        Assert.Equal([(hash, null), (null, "not found in the media folder"), (null, null)], run.Entries().Select(entry => (entry.MediaHash, entry.MediaProblem)));
    }

    [Theory]
    [InlineData("nothing\n1\n", null, "catalogue.header")]
    [InlineData("id,title\n", "{\"path\":1}\n", "import.mediaMap")]
    [InlineData("id,title\n", "{\"path\":\"a\",\"sha256\":\"ABC\"}\n", "import.mediaMap")]
    public async Task AFileThatCantBeReadFailsAsAWhole(string catalogue, string? map, string code)
    {
        ImportStatus status = await new Run(catalogue, map: map).ToEndAsync();
        Assert.Equal((ImportState.Failed, code), (status.State, status.ErrorCode));
    }

    private static string Catalogue()
    {
        var csv = new StringBuilder("id,title,label\n");
        for (int i = 1; i <= Rows; i++) csv.Append(i % 100 == 0 ? $"m{i},,x\n" : $"m{i},Title {i},x\n");
        return csv.ToString();
    }

    private sealed class Run
    {
        private readonly IGrainFactory _grains;
        private readonly FakeGrains _fake;
        private readonly SteppedTime _time = new();
        private readonly ImportRequest _request;
        private ImportWork _work;

        public Run(string catalogue, Action? beforeUpsert = null, string? map = null, Run? grainsOf = null, bool dryRun = false)
        {
            if (grainsOf is null) _grains = FakeGrains.Create(out _fake);
            else (_grains, _fake) = (grainsOf._grains, grainsOf._fake);
            if (grainsOf is null) _fake.With<IMvGrain>(_ => new FakeMv(beforeUpsert));
            State = new(Copier);
            Artifacts.Blobs["imports/spool/catalogue"] = Encoding.UTF8.GetBytes(catalogue);
            if (map is not null) Artifacts.Blobs["imports/spool/media"] = Encoding.UTF8.GetBytes(map);
            _request = new("imports/spool/catalogue", "c.csv", CatalogueFormat.Csv, map is null ? null : "imports/spool/media", dryRun);
            _work = NewWork();
        }

        /// <summary>How often the state in memory was to be forgotten.</summary>
        public int Lost { get; private set; }

        public MemoryArtifacts Artifacts { get; } = new();

        public MemoryState<ImportGrainState> State { get; }

        public string Quarantine => Encoding.UTF8.GetString(Artifacts.Blobs["imports/x/quarantine.csv"]);

        public IEnumerable<CatalogueEntry> Entries() => _fake.All<FakeMv>().Select(mv => mv.Record?.Entry).OfType<CatalogueEntry>()
            .OrderBy(entry => entry.Id, StringComparer.Ordinal).Select(entry => entry with { Creators = Same.Creators, PlatformIds = Same.PlatformIds, Extra = Same.Extra });

        public async Task<ImportStatus> ToEndAsync()
        {
            await _work.StartAsync(_request);
            while (State.State.DueAt is { } due)
            {
                _time.Now = due > _time.Now ? due : _time.Now;
                await _work.AdvanceAsync();
            }

            return State.State.Status!;
        }

        /// <summary>What a killed process comes back with: the stored state, and nothing else.</summary>
        public async Task RestartAsync()
        {
            State.Writing = null;
            await State.ReadStateAsync();
            _work = NewWork();
        }

        private static CatalogueEntry Same { get; } = new() { Id = "", Title = "" };

        private ImportWork NewWork() => new("x", State, Artifacts, _grains, _time, NullLogger.Instance, () => Lost++);
    }
}
