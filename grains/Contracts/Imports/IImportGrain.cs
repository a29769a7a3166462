using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Imports;

/// <summary>
/// One catalogue import (key: its id). It reads the spooled file from the artifact store, sends each good row to its MV and keeps the bad ones
/// in quarantine. Its checkpoint is durable: after a crash it goes on by itself.
/// </summary>
[Alias("ma.IImportGrain")]
public interface IImportGrain : IGrainWithStringKey
{
    /// <summary>Starts the import, or does nothing where it has been started. Durable when it returns; the work goes on by itself.</summary>
    Task<ImportStatus> StartAsync(ImportRequest request);

    /// <summary>How far it has come; null where there is no such import.</summary>
    [AlwaysInterleave]
    Task<ImportStatus?> GetAsync();

    /// <summary>Does the next chunk of rows. Called by the work pump.</summary>
    [ResponseTimeout("00:10:00")]
    Task AdvanceAsync();
}
