using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Facts;

/// <summary>
/// A partition's accepted log entries, raw, as Parquet files in the artifact store. It knows no manifest: callers say which files count. Every read checks a
/// file's hash before it first trusts the file. Texts are compared and ordered by their UTF-8 bytes. A read throws <see cref="StorageUnavailableException"/>
/// where the machine lacks memory or disk for it. Safe to call from any thread.
/// </summary>
public interface IFactsStore
{
    /// <summary>Writes consecutive log entries as one file; durable when it returns.</summary>
    /// <exception cref="ArgumentException">There is none, or their offsets do not follow each other.</exception>
    /// <exception cref="InvalidDataException">An entry is not an event of a known version, or has an id with a zero character.</exception>
    /// <exception cref="StorageUnavailableException">There is no room for it on the disk or in memory; nothing is left behind.</exception>
    /// <exception cref="IOException">The artifact store could not write it; nothing is left behind.</exception>
    Task<FactsFile> WriteAsync(int partition, long epoch, IReadOnlyList<LogEntry> entries, CancellationToken cancellation = default);

    /// <summary>Writes one file, of a new name, with all rows of several consecutive ones, which stay; durable when it returns.</summary>
    /// <exception cref="ArgumentException">There is none, or their offsets do not follow each other.</exception>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written.</exception>
    Task<FactsFile> CompactAsync(int partition, long epoch, IReadOnlyList<FactsFile> files, CancellationToken cancellation = default);

    /// <summary>
    /// The log entries with offsets in (<paramref name="after"/>, <paramref name="upTo"/>], rebuilt, in order and without gaps; from the oldest file's first
    /// where that is further on.
    /// </summary>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written, or the files leave a gap.</exception>
    IAsyncEnumerable<(long Offset, LogEvent Event)> ReplayAsync(
        IReadOnlyList<FactsFile> files, long after, long upTo, CancellationToken cancellation = default);

    /// <summary>All readings of some series up to an offset, by series, then by instant, then in log order.</summary>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written.</exception>
    Task<IReadOnlyList<FactReading>> ReadingsAsync(
        IReadOnlyList<FactsFile> files, IReadOnlyCollection<SeriesKey> series, long upTo, CancellationToken cancellation = default);

    /// <summary>All readings of one MV up to an offset, by platform, source, instant, then in log order.</summary>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written.</exception>
    Task<IReadOnlyList<FactReading>> ReadingsOfMvAsync(
        IReadOnlyList<FactsFile> files, string mv, long upTo, CancellationToken cancellation = default);

    /// <summary>All declared breaks of definition up to an offset, in log order; of two by one id both.</summary>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written.</exception>
    Task<IReadOnlyList<(long Offset, DefinitionEpoch Epoch)>> EpochsAsync(
        IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default);

    /// <summary>All versions of one MV's record up to an offset, in log order.</summary>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written.</exception>
    Task<IReadOnlyList<(long Offset, MvRecord Record)>> RecordsOfMvAsync(
        IReadOnlyList<FactsFile> files, string mv, long upTo, CancellationToken cancellation = default);

    /// <summary>The newest version of every MV's record up to an offset, withdrawn ones included, streamed in no order.</summary>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written.</exception>
    IAsyncEnumerable<MvRecord> NewestRecordsAsync(IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default);

    /// <summary>Every reading up to an offset, streamed by series, then by instant, then in log order.</summary>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written.</exception>
    IAsyncEnumerable<FactReading> AllReadingsAsync(IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default);

    /// <summary>Every event up to an offset that is not readings, streamed in log order.</summary>
    /// <exception cref="FactsDamagedException">A file is missing or not what it was when written.</exception>
    IAsyncEnumerable<(long Offset, LogEvent Event)> OtherEventsAsync(
        IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default);

    /// <summary>Reads every byte of the files again and checks their hashes; one message a damaged file.</summary>
    Task<IReadOnlyList<string>> VerifyAsync(IReadOnlyList<FactsFile> files, CancellationToken cancellation = default);

    /// <summary>Keys of all facts files of a partition, named by a manifest or not.</summary>
    IAsyncEnumerable<string> ListAsync(int partition, CancellationToken cancellation = default);

    /// <summary>Deletes a file.</summary>
    Task DeleteAsync(string key, CancellationToken cancellation = default);
}
