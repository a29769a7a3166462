using MediaAnalytics.Contracts.Genre;
using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>The addressable record of one MV (key: the catalogue id): catalogue entry, workflow, posterior, and the outbox of what it owes.</summary>
[Alias("ma.IMvGrain")]
public interface IMvGrain : IGrainWithStringKey
{
    /// <summary>Applies a catalogue row. Durable when it returns; the same row again changes nothing.</summary>
    Task<UpsertOutcome> UpsertAsync(CatalogueEntry entry);

    /// <summary>
    /// Moves the MV to another track, or to none where <paramref name="track"/> is null. Durable when it returns; the same track again changes nothing. A
    /// later catalogue row replaces it, as it does the whole entry.
    /// </summary>
    /// <returns>The record as it stands now: a withdrawn one is not moved. Null where the catalogue does not hold this MV.</returns>
    Task<MvRecord?> MoveToTrackAsync(string? track);

    /// <summary>
    /// Takes the MV out of its track, its creators and every answer, and stops its stages. Durable when it returns; a second time changes nothing. A later
    /// catalogue row brings it back.
    /// </summary>
    /// <returns>The record as it stands now; null where the catalogue does not hold this MV.</returns>
    Task<MvRecord?> WithdrawAsync();

    /// <summary>The record, withdrawn or not; null where the catalogue does not hold this MV.</summary>
    [AlwaysInterleave]
    Task<MvRecord?> GetAsync();

    /// <summary>
    /// Scores the MV anew, at low priority, where its posterior is of an older model. It keeps that one until the new one stands; the new one is recorded once.
    /// </summary>
    /// <param name="version">Version of the model.</param>
    /// <param name="sequence">The order that it serves under.</param>
    [ResponseTimeout("00:30:00")]
    Task<RescoreOutcome> RescoreAsync(string version, long sequence);

    /// <summary>Does the next piece of work that is due: sends what the outbox owes, then decodes or classifies. Called by the work pump.</summary>
    [ResponseTimeout("00:30:00")]
    Task AdvanceAsync();
}
