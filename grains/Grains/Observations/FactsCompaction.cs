using MediaAnalytics.Storage.Facts;

namespace MediaAnalytics.Grains.Observations;

/// <summary>
/// Merges a partition's small facts files beside its fold, one run at a time over all partitions. The grain puts the result into the manifest. Called from
/// the grain.
/// </summary>
internal sealed class FactsCompaction(IFactsStore facts)
{
    /// <summary>Fewest files worth a merge.</summary>
    private const int FewestFiles = 4;

    /// <summary>A file joins a merge of newer ones that together have at least this part of its rows.</summary>
    private const int JoinsFrom = 3;

    /// <summary>Rows beyond which files are no longer merged.</summary>
    private const long LargestRows = 20_000_000;

    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    private Task<FactsFile>? running;
    private IReadOnlyList<FactsFile> merged = [];

    /// <summary>Begins a merge where one is worth it and none runs.</summary>
    public void Begin(PartitionState state)
    {
        if (running is not null || Choose(state.Manifest.Facts) is not { } files)
            return;
        merged = files;
        running = MergeAsync(state.Partition, state.Manifest.Epoch, files);
    }

    /// <summary>The finished merge, once; null where none is.</summary>
    /// <exception cref="FactsDamagedException">A file could not be read; nothing was replaced.</exception>
    public async Task<(IReadOnlyList<FactsFile> Replaced, FactsFile By)?> FinishedAsync()
    {
        if (running is not { IsCompleted: true } finished)
            return null;
        running = null;
        return (merged, await finished);
    }

    /// <summary>The newest files that are to become one; null where there are too few of them.</summary>
    public static IReadOnlyList<FactsFile>? Choose(IReadOnlyList<FactsFile> files)
    {
        int first = files.Count;
        long rows = 0;
        while (first > 0 && files[first - 1].Rows <= Math.Max(rows, 1) * JoinsFrom + 10_000 && rows + files[first - 1].Rows <= LargestRows)
            rows += files[--first].Rows;
        return files.Count - first >= FewestFiles ? [.. files.Skip(first)] : null;
    }

    private async Task<FactsFile> MergeAsync(int partition, long epoch, IReadOnlyList<FactsFile> files)
    {
        await OneAtATime.WaitAsync();
        try
        {
            return await Task.Run(() => facts.CompactAsync(partition, epoch, files));
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
