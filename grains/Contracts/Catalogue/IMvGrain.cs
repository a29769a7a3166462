using Orleans.Concurrency;

namespace MediaAnalytics.Contracts.Catalogue;

/// <summary>The addressable record of one MV (key: the catalogue id): catalogue entry, workflow, posterior, and the outbox of what it owes.</summary>
[Alias("ma.IMvGrain")]
public interface IMvGrain : IGrainWithStringKey
{
    /// <summary>Applies a catalogue row. Durable when it returns; the same row again changes nothing.</summary>
    Task<UpsertOutcome> UpsertAsync(CatalogueEntry entry);

    /// <summary>The record, or null where the catalogue does not hold this MV.</summary>
    [AlwaysInterleave]
    Task<MvRecord?> GetAsync();

    /// <summary>Does the next piece of work that is due: sends what the outbox owes, then decodes or classifies. Called by the work pump.</summary>
    [ResponseTimeout("00:30:00")]
    Task AdvanceAsync();
}
