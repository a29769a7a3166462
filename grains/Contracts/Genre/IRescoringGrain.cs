using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Genre;

/// <summary>
/// Scores the catalogue anew with a newer model (key: <see cref="Key"/>), page by page, at low priority. Its place is durable: after a crash it goes on by itself.
/// </summary>
[Alias("ma.IRescoringGrain")]
public interface IRescoringGrain : IGrainWithStringKey
{
    /// <summary>The one key.</summary>
    const string Key = "catalogue";

    /// <summary>Starts, in place of a run for an older order; does nothing where one for this order or a newer has been started.</summary>
    /// <param name="version">Version of the model.</param>
    /// <param name="sequence">The order that it serves under.</param>
    /// <returns>True once it is durable; false where an older run has to stop first: to be asked again.</returns>
    [AlwaysInterleave]
    Task<bool> StartAsync(string version, long sequence);

    /// <summary>How far it has come; null where none was ever started.</summary>
    [AlwaysInterleave]
    Task<RescoringStatus?> GetAsync();

    /// <summary>Does the next page. Called by the work pump.</summary>
    [ResponseTimeout("00:35:00")]
    Task AdvanceAsync();
}
