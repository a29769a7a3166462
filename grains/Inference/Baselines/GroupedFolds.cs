namespace MediaAnalytics.Inference.Baselines;

/// <summary>Parts a table into folds that share no artist and hold about equally many clips of each label.</summary>
internal static class GroupedFolds
{
    /// <summary>
    /// The fold of each clip, 0 to <paramref name="folds"/> − 1, or fewer where there are fewer artists. Artists go, those of most clips first and else in an order drawn by
    /// <paramref name="seed"/>, each to the fold that has fewest clips of its labels, then fewest clips. A clip without an artist counts as an artist of its own.
    /// </summary>
    public static int[] Of(FeatureTable table, int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var groups = Enumerable.Range(0, table.Count).GroupBy(i => table.Groups[i].Length > 0 ? table.Groups[i] : $"\0{i}").Select(g => g.ToArray()).ToArray();
        if (groups.Length < 2) throw new ArgumentException($"{table.Count} clips of one artist can't be parted into folds. Give clips of more artists.", nameof(table));
        folds = Math.Min(folds, groups.Length);
        new Random(seed).Shuffle(groups);
        var fold = new int[table.Count];
        var ofLabel = new int[folds, table.LabelCount];
        var clips = new int[folds];
        foreach (var group in groups.OrderByDescending(g => g.Length))
        {
            int least = Enumerable.Range(0, folds).MinBy(f => (group.Sum(i => ofLabel[f, table.Labels[i]]), clips[f]));
            foreach (int i in group)
            {
                fold[i] = least;
                ofLabel[least, table.Labels[i]]++;
                clips[least]++;
            }
        }

        return fold;
    }
}
