using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Tests.Unit.Auditing;

/// <summary>Log entries that serve as facts, for checks and for the past of one MV.</summary>
internal sealed class MemoryFacts(IReadOnlyList<LogEntry> log) : IFactsStore
{
    /// <summary>How often an MV's readings were asked for.</summary>
    public int Questions { get; private set; }

    public IAsyncEnumerable<FactReading> AllReadingsAsync(IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default) => Events(upTo)
        .Where(entry => entry.Event is LogEvent.CountersObserved)
        .SelectMany(entry => ((LogEvent.CountersObserved)entry.Event).Readings.Select((reading, i) => new FactReading(
            new(reading.Mv, reading.Platform, reading.Source), reading.ObservedAt.UtcTicks, reading.Counters, entry.Offset, i, Guid.Empty, 0)))
        .OrderBy(reading => (reading.Series.Mv, reading.Series.Platform, reading.Series.Source, reading.At, reading.Offset, reading.Ordinal))
        .ToAsyncEnumerable();

    public IAsyncEnumerable<(long Offset, LogEvent Event)> OtherEventsAsync(
        IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default) =>
        Events(upTo).Where(entry => entry.Event is not LogEvent.CountersObserved).ToAsyncEnumerable();

    public IAsyncEnumerable<MvRecord> NewestRecordsAsync(IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> VerifyAsync(IReadOnlyList<FactsFile> files, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<FactsFile> WriteAsync(int partition, long epoch, IReadOnlyList<LogEntry> entries, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<FactsFile> CompactAsync(int partition, long epoch, IReadOnlyList<FactsFile> files, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<(long Offset, LogEvent Event)> ReplayAsync(
        IReadOnlyList<FactsFile> files, long after, long upTo, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<FactReading>> ReadingsAsync(
        IReadOnlyList<FactsFile> files, IReadOnlyCollection<SeriesKey> series, long upTo, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public async Task<IReadOnlyList<FactReading>> ReadingsOfMvAsync(
        IReadOnlyList<FactsFile> files, string mv, long upTo, CancellationToken cancellation = default)
    {
        Questions++;
        return await AllReadingsAsync(files, upTo, cancellation).Where(reading => reading.Series.Mv == mv).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<(long Offset, MvRecord Record)>> RecordsOfMvAsync(
        IReadOnlyList<FactsFile> files, string mv, long upTo, CancellationToken cancellation = default) =>
        await OtherEventsAsync(files, upTo, cancellation).Where(other => other.Event is LogEvent.MvRecorded recorded && recorded.Record.Entry.Id == mv)
            .Select(other => (other.Offset, ((LogEvent.MvRecorded)other.Event).Record)).ToListAsync(cancellation);

    public async Task<IReadOnlyList<(long Offset, DefinitionEpoch Epoch)>> EpochsAsync(
        IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default) =>
        await OtherEventsAsync(files, upTo, cancellation).Where(other => other.Event is LogEvent.EpochDeclared)
            .Select(other => (other.Offset, ((LogEvent.EpochDeclared)other.Event).Epoch)).ToListAsync(cancellation);

    public IAsyncEnumerable<string> ListAsync(int partition, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task DeleteAsync(string key, CancellationToken cancellation = default) => throw new NotSupportedException();

    private IEnumerable<(long Offset, LogEvent Event)> Events(long upTo) =>
        log.Where(entry => entry.Offset <= upTo).Select(entry => (entry.Offset, LogEventCodec.Decode(entry.Payload)));
}
