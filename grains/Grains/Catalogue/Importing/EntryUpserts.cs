using System.Diagnostics;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Grains.Workflow;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Sends entries to their MVs, some at a time, and counts the outcomes; or only foretells them.</summary>
internal sealed class EntryUpserts(string import, IGrainFactory grains)
{
    /// <summary>Calls in flight at most: enough that they share the store's commits, few enough to be bounded.</summary>
    public const int InFlight = 256;

    /// <summary>How many were (or would be) created, updated and left unchanged.</summary>
    public async Task<(long Created, long Updated, long Unchanged)> SendAsync(IReadOnlyList<CatalogueEntry> entries, bool dryRun)
    {
        var counts = new long[3];
        for (int start = 0, next = 0; start < entries.Count; start = next)
        {
            next = Math.Min(entries.Count, start + InFlight);
            var calls = new Task<UpsertOutcome>[next - start];
            for (int i = start; i < next; i++) calls[i - start] = dryRun ? ForetellAsync(entries[i]) : UpsertAsync(entries[i]);
            foreach (UpsertOutcome outcome in await Task.WhenAll(calls)) counts[(int)outcome]++;
        }

        return (counts[(int)UpsertOutcome.Created], counts[(int)UpsertOutcome.Updated], counts[(int)UpsertOutcome.Unchanged]);
    }

    private IMvGrain Mv(CatalogueEntry entry) => grains.GetGrain<IMvGrain>(entry.Id);

    private async Task<UpsertOutcome> UpsertAsync(CatalogueEntry entry)
    {
        using Activity? activity = WorkTracing.Row(import, entry.Id);
        return await Mv(entry).UpsertAsync(entry);
    }

    private async Task<UpsertOutcome> ForetellAsync(CatalogueEntry entry) =>
        await Mv(entry).GetAsync() is not { } record ? UpsertOutcome.Created
        : CatalogueMerge.Stands(record, CatalogueMerge.Over(record.Entry, entry)) ? UpsertOutcome.Unchanged
        : UpsertOutcome.Updated;
}
