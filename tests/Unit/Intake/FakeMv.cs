using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Grains.Catalogue;

namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>An MV that keeps its entry in memory, and may fail at will.</summary>
internal sealed class FakeMv(Action? before = null) : IMvGrain
{
    public MvRecord? Record { get; private set; }

    public int Upserts { get; private set; }

    public Task<UpsertOutcome> UpsertAsync(CatalogueEntry entry)
    {
        before?.Invoke();
        Upserts++;
        if (Record is { } record && CatalogueMerge.Stands(record, entry)) return Task.FromResult(UpsertOutcome.Unchanged);
        UpsertOutcome outcome = Record is null ? UpsertOutcome.Created : UpsertOutcome.Updated;
        Record = new() { Entry = entry, Version = (Record?.Version ?? 0) + 1 };
        return Task.FromResult(outcome);
    }

    public Task<MvRecord?> MoveToTrackAsync(string? track)
    {
        before?.Invoke();
        if (Record is { WithdrawnAt: null } record) Record = record with { Entry = record.Entry with { Track = track }, Version = record.Version + 1 };
        return Task.FromResult(Record);
    }

    public Task<MvRecord?> WithdrawAsync()
    {
        before?.Invoke();
        if (Record is { WithdrawnAt: null } record) Record = record with { WithdrawnAt = DateTimeOffset.UnixEpoch, Version = record.Version + 1 };
        return Task.FromResult(Record);
    }

    public Task<RescoreOutcome> RescoreAsync(string version, long sequence) => throw new NotSupportedException();

    public Task<MvRecord?> GetAsync() => Task.FromResult(Record);

    public Task AdvanceAsync() => Task.CompletedTask;
}
