using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Grains.Catalogue;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage;
using MediaAnalytics.Tests.Unit.Intake;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Catalogue;

/// <summary>The outbox when the log, a link or the state's store fails: what was stored goes out later, what was not never does.</summary>
public sealed class MvLedgerTests : IDisposable
{
    private static readonly DeepCopier<MvState> Copier =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<DeepCopier<MvState>>();

    private readonly MemoryState<MvState> _state = new(Copier);
    private readonly MemoryEventLog _log = new();
    private readonly LinkTable _links = new();
    private readonly MvOutbox _outbox;
    private readonly List<MvLedger> _ledgers = [];
    private int _deactivations;

    public MvLedgerTests()
    {
        IGrainFactory grains = FakeGrains.Create(out FakeGrains fake);
        fake.With<ITrackGrain>(key => new FakeParent(_links, $"track {key}")).With<ICreatorGrain>(key => new FakeParent(_links, $"creator {key}"));
        _outbox = new(_log, grains);
    }

    public void Dispose() => _ledgers.ForEach(ledger => ledger.Dispose());

    [Fact]
    public async Task AnEventThatTheLogRefusedStaysOwedAndGoesOutLater()
    {
        _log.Failures = 2;
        MvLedger ledger = await ActivateAsync();
        MvRecord stored = await StoreAsync(ledger, Record("one", "ann"));
        Assert.Equal(1, stored.Version);
        Assert.Empty(_log.Events);
        Assert.NotNull(ledger.State.DueAt);

        // A new activation knows of the debt: it stands in the stored state.
        ledger = await ActivateAsync();
        Assert.Equal(1, ledger.Record!.Version);
        await ledger.SendOwedAsync();
        Assert.Empty(_log.Events);
        await ledger.SendOwedAsync();
        Assert.Equal([1], Versions());
        Assert.Equal(["creator ann", "track one"], _links.Parents("m"));
        Assert.Null((await ActivateAsync()).State.DueAt);
        await ledger.SendOwedAsync();
        Assert.Equal([1], Versions());
    }

    [Fact]
    public async Task ATrackThatWasToldBeforeAFailureIsUntoldWhenTheRecordMovesOn()
    {
        MvLedger ledger = await ActivateAsync();
        _log.Failures = 1;
        await StoreAsync(ledger, Record("one", "ann"));
        _links.Failing = "track two";
        await StoreAsync(ledger, Record("two", "ben") with { Version = 1 });
        await StoreAsync(ledger, Record("three") with { Version = 2 });
        Assert.Equal(["track three"], _links.Parents("m"));
        Assert.Null(ledger.State.OutboxDue);
        Assert.Equal([2, 3], Versions());
    }

    [Fact]
    public async Task AWithdrawnRecordIsToldToTheLogAndToNoParent()
    {
        MvLedger ledger = await ActivateAsync();
        await StoreAsync(ledger, Record("one", "ann"));
        _log.Failures = 1;
        await StoreAsync(ledger, ledger.Record! with { WithdrawnAt = DateTimeOffset.UnixEpoch });
        ledger = await ActivateAsync();
        await ledger.SendOwedAsync();
        Assert.Empty(_links.Parents("m"));
        var last = Assert.IsType<LogEvent.MvRecorded>(_log.Events[^1].Event);
        Assert.Equal((2, DateTimeOffset.UnixEpoch, "one"), (last.Record.Version, last.Record.WithdrawnAt, last.Record.Entry.Track));
        await StoreAsync(ledger, ledger.Record! with { WithdrawnAt = null });
        Assert.Equal(["creator ann", "track one"], _links.Parents("m"));
    }

    [Fact]
    public async Task AStateThatCouldNotBeStoredIsNeverSentOrBuiltOn()
    {
        MvLedger ledger = await ActivateAsync();
        await StoreAsync(ledger, Record("one"));
        _state.Writing = () => throw new StorageUnavailableException("disk full");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => StoreAsync(ledger, ledger.Record! with { WithdrawnAt = DateTimeOffset.UnixEpoch }));
        _state.Writing = null;
        Assert.Equal(1, _deactivations);
        Assert.Throws<StorageUnavailableException>(() => ledger.Record);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => StoreAsync(ledger, Record("two")));
        await Assert.ThrowsAsync<StorageUnavailableException>(ledger.SendOwedAsync);
        Assert.Equal([1], Versions());
        Assert.Equal(["track one"], _links.Parents("m"));

        ledger = await ActivateAsync();
        Assert.Null(ledger.Record!.WithdrawnAt);
        await StoreAsync(ledger, ledger.Record with { WithdrawnAt = DateTimeOffset.UnixEpoch });
        Assert.Equal([1, 2], Versions());
    }

    private static Task<MvRecord> StoreAsync(MvLedger ledger, MvRecord record) => ledger.ChangeAsync(() => ledger.StoreAsync(record));

    private static MvRecord Record(string track, params string[] creators) =>
        new() { Entry = new() { Id = "m", Title = "t", Track = track, Creators = creators } };

    /// <summary>A ledger over what is stored, as a new activation has it.</summary>
    private async Task<MvLedger> ActivateAsync()
    {
        await _state.ReadStateAsync();
        _ledgers.Add(new("m", _state, _outbox, new WorkflowOptions(), new SteppedTime(), NullLogger.Instance, () => _deactivations++));
        return _ledgers[^1];
    }

    private IEnumerable<long> Versions() => _log.Events.Select(e => ((LogEvent.MvRecorded)e.Event).Record.Version);
}
