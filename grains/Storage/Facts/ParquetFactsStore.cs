using System.Runtime.CompilerServices;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Facts;

/// <summary>Facts as Parquet files of the artifact store, written and read by DuckDB. Callers on any thread.</summary>
internal sealed class ParquetFactsStore : IFactsStore, IDisposable
{
    /// <summary>Name, in the data folder, of the folder for what is under way.</summary>
    public const string FolderName = "facts-work";

    private readonly IArtifactStore _artifacts;
    private readonly DuckDbPool _sessions;
    private readonly FactsFiles _files;
    private readonly FactsHashes _hashes;
    private readonly FactsReader _reader;

    private ParquetFactsStore(IArtifactStore artifacts, FactsOptions options, string folder)
    {
        _artifacts = artifacts;
        _sessions = new(options, folder);
        _files = new(artifacts, folder);
        _hashes = new(artifacts);
        _reader = new(_hashes, _sessions);
    }

    /// <summary>Opens the store; what a killed process left half done in the data folder is deleted.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names its key.</exception>
    public static ParquetFactsStore Open(IArtifactStore artifacts, FactsOptions options, string dataFolder)
    {
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        string folder = Path.GetFullPath(Path.Combine(dataFolder, FolderName));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        return new(artifacts, options, folder);
    }

    public Task<FactsFile> WriteAsync(int partition, long epoch, IReadOnlyList<LogEntry> entries, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        RequireConsecutive([.. entries.Select(static e => (e.Offset, e.Offset))], nameof(entries));
        return _files.MakeAsync(
            partition,
            epoch,
            (entries[0].Offset, entries[^1].Offset),
            path => _sessions.RunAsync(
                session =>
                {
                    long rows = FactsTable.Fill(session, entries);
                    long written = session.Execute(FactsSchema.CopyFilled(path));
                    session.Execute(FactsSchema.DropTable);
                    return (rows, written);
                },
                cancellation),
            cancellation);
    }

    public Task<FactsFile> CompactAsync(int partition, long epoch, IReadOnlyList<FactsFile> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        RequireConsecutive([.. files.Select(static f => (f.First, f.Last))], nameof(files));
        return _files.MakeAsync(
            partition,
            epoch,
            (files[0].First, files[^1].Last),
            path => _reader.ReadAsync(
                files,
                (session, table) => (
                    files.Sum(static f => f.Rows), session.Execute(FactsSchema.CopySorted(table, path))),
                cancellation),
            cancellation);
    }

    public async IAsyncEnumerable<(long Offset, LogEvent Event)> ReplayAsync(
        IReadOnlyList<FactsFile> files, long after, long upTo, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        long before = 0;

        // File by file: their offsets do not overlap, and so only one file's rows are sorted at a time.
        foreach (var file in files.Where(f => after < upTo && f.Last > after && f.First <= upTo).OrderBy(static f => f.First))
        {
            before = before == 0 ? Math.Max(after, file.First - 1) : before;
            await foreach (var entry in _reader.StreamAsync(
                [file], (session, table) => FactsQueries.Events(session, table, after, upTo), cancellation).ConfigureAwait(false))
            {
                before = entry.Offset == before + 1 ? entry.Offset : throw Gap(file, before + 1, entry.Offset);
                yield return entry;
            }

            long last = Math.Min(file.Last, upTo);
            before = before == last ? last : throw Gap(file, before + 1, last + 1);
        }
    }

    public async Task<IReadOnlyList<FactReading>> ReadingsAsync(
        IReadOnlyList<FactsFile> files, IReadOnlyCollection<SeriesKey> series, long upTo, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        var within = Within(files, upTo);
        return within.Count == 0 || series.Count == 0
            ? []
            : await _reader.ReadAsync(within, (session, table) => FactsQueries.Readings(session, table, series, upTo), cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<FactReading>> ReadingsOfMvAsync(
        IReadOnlyList<FactsFile> files, string mv, long upTo, CancellationToken cancellation = default)
    {
        var within = Within(files, upTo);
        return within.Count == 0 || !FactsQueries.CanBe(mv)
            ? []
            : await _reader.ReadAsync(within, (session, table) => FactsQueries.ReadingsOfMv(session, table, mv, upTo), cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<(long Offset, DefinitionEpoch Epoch)>> EpochsAsync(
        IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default)
    {
        var within = Within(files, upTo);
        return within.Count == 0
            ? []
            : await _reader.ReadAsync(within, (session, table) => FactsQueries.Epochs(session, table, upTo), cancellation).ConfigureAwait(false);
    }

    public async Task<IReadOnlyList<(long Offset, MvRecord Record)>> RecordsOfMvAsync(
        IReadOnlyList<FactsFile> files, string mv, long upTo, CancellationToken cancellation = default)
    {
        var within = Within(files, upTo);
        return within.Count == 0 || !FactsQueries.CanBe(mv)
            ? []
            : await _reader.ReadAsync(within, (session, table) => FactsQueries.RecordsOfMv(session, table, mv, upTo), cancellation).ConfigureAwait(false);
    }

    public IAsyncEnumerable<MvRecord> NewestRecordsAsync(IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default) =>
        StreamAsync(files, upTo, (session, table) => FactsQueries.NewestRecords(session, table, upTo), cancellation);

    public IAsyncEnumerable<FactReading> AllReadingsAsync(IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default) =>
        StreamAsync(files, upTo, (session, table) => FactsQueries.AllReadings(session, table, upTo), cancellation);

    public IAsyncEnumerable<(long Offset, LogEvent Event)> OtherEventsAsync(
        IReadOnlyList<FactsFile> files, long upTo, CancellationToken cancellation = default) =>
        StreamAsync(files, upTo, (session, table) => FactsQueries.OtherEvents(session, table, upTo), cancellation);

    public async Task<IReadOnlyList<string>> VerifyAsync(IReadOnlyList<FactsFile> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var problems = new List<string>();
        foreach (var file in files)
        {
            if (await _hashes.ProblemAsync(file, cancellation).ConfigureAwait(false) is { } problem)
            {
                problems.Add(problem);
            }
        }

        return problems;
    }

    public IAsyncEnumerable<string> ListAsync(int partition, CancellationToken cancellation = default) =>
        _artifacts.ListAsync(ArtifactKeys.Facts(partition), cancellation);

    public Task DeleteAsync(string key, CancellationToken cancellation = default) => _artifacts.DeleteAsync(key, cancellation);

    public void Dispose() => _sessions.Dispose();

    private IAsyncEnumerable<T> StreamAsync<T>(
        IReadOnlyList<FactsFile> files, long upTo, Func<DuckDbSession, string, IEnumerable<T>> query, CancellationToken cancellation) =>
        Within(files, upTo) is { Count: > 0 } within ? _reader.StreamAsync(within, query, cancellation) : AsyncEnumerable.Empty<T>();

    private static List<FactsFile> Within(IReadOnlyList<FactsFile> files, long upTo) => [.. files.Where(f => f.First <= upTo)];

    private static void RequireConsecutive(List<(long First, long Last)> ranges, string parameter)
    {
        if (ranges.Count == 0)
        {
            throw new ArgumentException("There is nothing to write: a facts file has at least one entry.", parameter);
        }

        for (int i = 1; i < ranges.Count; i++)
        {
            if (ranges[i].First != ranges[i - 1].Last + 1)
            {
                throw new ArgumentException($"Offset {ranges[i].First} does not follow {ranges[i - 1].Last}: a facts file has every offset between its first and last.", parameter);
            }
        }
    }

    private static FactsDamagedException Gap(FactsFile file, long expected, long found) => new(
        $"The facts file '{file.Key}' goes on with log offset {found} where {expected} is due. Restore the files that the manifest names from a backup of the artifact store.");
}
