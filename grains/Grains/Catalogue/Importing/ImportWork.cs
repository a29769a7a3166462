using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Rows.Columnar;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>
/// What an import grain does, apart from being a grain. Whatever throws out of it may have left a state in memory that is not stored and that nobody would go on
/// with; so the grain is then told to forget it (<paramref name="lost"/>) and begins anew from what is stored. One caller at a time.
/// </summary>
internal sealed partial class ImportWork(
    string id, IPersistentState<ImportGrainState> stored, IArtifactStore artifacts, IGrainFactory grains, TimeProvider time, ILogger logger, Action lost)
    : IAsyncDisposable
{
    /// <summary>Rows between two checkpoints.</summary>
    public const int RowsPerCheckpoint = 2_000;

    /// <summary>Rows that are passed over in one call on the way to the checkpoint after a restart.</summary>
    public const int RowsSkippedPerCall = 200_000;

    /// <summary>Most rows of one catalogue; what is known of its ids stays in memory.</summary>
    public const long MaxRows = 5_000_000;

    /// <summary>Bad rows that the status itself shows.</summary>
    public const int FirstQuarantined = 20;

    /// <summary>Failures in a row after which the import waits for someone to send it again; while a store is away it is tried for as long as it takes.</summary>
    public const int MaxFailures = 10;

    private static readonly TimeSpan CallTime = TimeSpan.FromSeconds(1), LongestBackOff = TimeSpan.FromMinutes(1);

    private readonly QuarantineFile _quarantine = new(artifacts, id);
    private readonly EntryUpserts _upserts = new(id, grains);
    private ImportSource? _source;

    private ImportGrainState State => stored.State;

    /// <summary>
    /// Starts the import; one that gave up goes on from its checkpoint; any other stays as it is. The request's spooled files are the import's from now on:
    /// it deletes them when it is done, and at once where it does not need them.
    /// </summary>
    public Task<ImportStatus> StartAsync(ImportRequest request) => OrLoseAsync(() => BeginAsync(request));

    /// <summary>Does rows for about a second, then returns; the checkpoint is stored after every <see cref="RowsPerCheckpoint"/> rows.</summary>
    public Task AdvanceAsync() => OrLoseAsync(async () =>
    {
        await GoOnAsync();
        return true;
    });

    public async ValueTask DisposeAsync()
    {
        if (_source is { } source) await source.DisposeAsync();
        _source = null;
    }

    private async Task<T> OrLoseAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch
        {
            lost();
            throw;
        }
    }

    private async Task<ImportStatus> BeginAsync(ImportRequest request)
    {
        if (State.Status is { State: not ImportState.Failed } status)
        {
            if (request.Artifact != State.Request?.Artifact) await DeleteSpoolAsync(request);
            return status;
        }

        DateTimeOffset now = time.GetUtcNow();
        long bytes = await artifacts.LengthAsync(request.Artifact) ?? 0;
        State.Status = (State.Status ?? new ImportStatus { Id = id, FileName = request.FileName, DryRun = request.DryRun, StartedAt = now }) with
        {
            State = ImportState.Running,
            BytesTotal = bytes,
            ErrorCode = null,
            ErrorMessage = null,
            EndedAt = null,
        };
        State.Request = request;
        State.Failures = 0;
        State.DueAt = now;
        await stored.WriteStateAsync();
        LogStarted(logger, id, request.FileName, bytes, request.DryRun);
        return State.Status;
    }

    private async Task GoOnAsync()
    {
        if (State.DueAt is null || State.Request is not { } request) return;
        if (State.Status!.State != ImportState.Running)
        {
            await TidyAsync(request);
            return;
        }

        try
        {
            await AdvanceAsync(request);
        }
        catch (ParquetFileException fault)
        {
            await FailAsync(ParquetCatalogueReader.Unreadable(fault));
        }
        catch (InvalidDataException fault)
        {
            await FailAsync(new("import.spoolDamaged", $"The uploaded file does not read as it did before ({fault.Message}); send it again."));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The source is ahead of the checkpoint now: it is read again from there.
            await DisposeAsync();
            await BackOffAsync(fault);
        }
    }

    private async Task AdvanceAsync(ImportRequest request)
    {
        long began = time.GetTimestamp();
        if (_source is null)
        {
            (_source, CatalogueFault? fault) = await ImportSource.OpenAsync(artifacts, request);
            if (fault is not null) await FailAsync(fault);
            if (_source is null) return;
        }

        if (!await _source.SkipToAsync(State.Position, RowsSkippedPerCall)) return;
        while (State.Status!.State == ImportState.Running && time.GetElapsedTime(began) < CallTime) await DoChunkAsync(request, _source);
    }

    private async Task DoChunkAsync(ImportRequest request, ImportSource source)
    {
        ImportChunk chunk = await source.ReadAsync(RowsPerCheckpoint);
        (long created, long updated, long unchanged) = await _upserts.SendAsync(chunk.Entries, request.DryRun);
        if (!request.DryRun) ImportMeter.Count(created, updated, unchanged, chunk.Quarantined.Count);
        if (chunk.Quarantined.Count > 0) await _quarantine.WriteChunkAsync(State.QuarantineChunks++, chunk.Quarantined);
        ImportStatus before = State.Status!;
        State.Position = chunk.Position;
        State.Failures = 0;
        State.Status = before with
        {
            Rows = before.Rows + chunk.Entries.Count + chunk.Quarantined.Count,
            Created = before.Created + created,
            Updated = before.Updated + updated,
            Unchanged = before.Unchanged + unchanged,
            Quarantined = before.Quarantined + chunk.Quarantined.Count,
            BytesRead = chunk.BytesRead,
            UnknownColumns = [.. source.UnknownColumns],
            FirstQuarantined = [.. before.FirstQuarantined.Concat(chunk.Quarantined).Take(FirstQuarantined)],
            ErrorCode = null,
            ErrorMessage = null,
        };
        if (chunk.Ended) await EndAsync(ImportState.Completed);
        else if (State.Status.Rows > MaxRows) await FailAsync(new("catalogue.tooManyRows", $"The catalogue has more than {MaxRows} rows: split it. The rows before that have been imported."));
        else await stored.WriteStateAsync();
    }

    private Task FailAsync(CatalogueFault fault)
    {
        State.Status = State.Status! with { ErrorCode = fault.Code, ErrorMessage = fault.Message };
        LogFailed(logger, id, fault.Code, fault.Message);
        return EndAsync(ImportState.Failed);
    }

    private async Task EndAsync(ImportState state)
    {
        await DisposeAsync();
        await _quarantine.MergeAsync(State.QuarantineChunks);
        State.Status = State.Status! with { State = state, EndedAt = time.GetUtcNow() };
        State.DueAt = time.GetUtcNow();
        await stored.WriteStateAsync();
        LogEnded(logger, id, state, State.Status.Rows, State.Status.Quarantined);
    }

    private async Task TidyAsync(ImportRequest request)
    {
        // A failed import keeps its chunks: it goes on from them when it is sent again.
        if (State.Status!.State == ImportState.Completed) await _quarantine.DeleteChunksAsync();
        await DeleteSpoolAsync(request);
        State.DueAt = null;
        await stored.WriteStateAsync();
    }

    private async Task DeleteSpoolAsync(ImportRequest request)
    {
        await artifacts.DeleteAsync(request.Artifact);
        if (request.MediaMap is { } map) await artifacts.DeleteAsync(map);
    }

    private async Task BackOffAsync(Exception fault)
    {
        // The failure may have come after the state in memory had moved on: only what is stored counts.
        await stored.ReadStateAsync();
        if (++State.Failures >= MaxFailures && StorageUnavailableException.In(fault) is null)
        {
            await FailAsync(new("import.gaveUp", $"Gave up after {MaxFailures} failures in a row ({fault.Message}). Send the file again to go on from row {State.Status!.Rows + 1}."));
            return;
        }

        TimeSpan wait = TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, Math.Pow(2, Math.Min(State.Failures - 1, 30))));
        State.DueAt = time.GetUtcNow() + wait;
        State.Status = State.Status! with { ErrorCode = "import.retrying", ErrorMessage = $"{fault.Message} Trying again in {wait.TotalSeconds:0} s." };
        LogRetrying(logger, fault, id, State.Failures, wait);
        await stored.WriteStateAsync();
    }

    [LoggerMessage(1, LogLevel.Information, "Import {Import} of {FileName} started: {Bytes} bytes, dry run {DryRun}")]
    private static partial void LogStarted(ILogger logger, string import, string fileName, long bytes, bool dryRun);

    [LoggerMessage(2, LogLevel.Information, "Import {Import} ended {State}: {Rows} rows, {Quarantined} quarantined")]
    private static partial void LogEnded(ILogger logger, string import, ImportState state, long rows, long quarantined);

    [LoggerMessage(3, LogLevel.Warning, "Import {Import} failed: {Code} {Reason}")]
    private static partial void LogFailed(ILogger logger, string import, string code, string reason);

    [LoggerMessage(4, LogLevel.Warning, "Import {Import} failed {Failures} times in a row; trying again in {Wait}")]
    private static partial void LogRetrying(ILogger logger, Exception fault, string import, int failures, TimeSpan wait);
}
