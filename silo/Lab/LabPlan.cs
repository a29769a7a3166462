namespace MediaAnalytics.Silo.Lab;

/// <summary>Which fits a laboratory consists of.</summary>
internal static class LabPlan
{
    private const int FullSeeds = 3;

    /// <summary>
    /// All of a set's fits. On the honest split every method, where there is sound the whole network also on plain spectrograms and the rivals on the paper's own features; on
    /// the leaky split the whole network and the LS-SVM, to show what leaks are worth. Techniques have one seed, genres are weighed where they are uneven; tracks of <paramref name="others"/> are learnt from where
    /// one shares two genres.
    /// </summary>
    public static IEnumerable<LabTask> Of(LabSet set, IEnumerable<LabSet> others, LabRequest request)
    {
        bool hasOthers = others.Any(other => other.Labels.Intersect(set.Labels).Count() > 1);
        foreach (var part in set.Parts)
        {
            bool isLeaky = part.Split == LabParts.Random;
            foreach (string method in request.Methods.Where(m => !isLeaky || m is LabMethods.Whole or LabMethods.Svm).Where(m => hasOthers || m != LabTechnique.OtherSets).Where(m => m != LabTechnique.Balance || IsUneven(set, part.Split)))
            {
                int seeds = request.Full && method != LabMethods.Svm && LabMethods.IsOfTable(method) ? FullSeeds : 1;
                foreach (string input in Inputs(set, method, isLeaky))
                {
                    for (int seed = 0; seed < seeds; seed++) yield return new LabTask(set.Name, part.Name, part.Split, method, input, request.Options.Seed + seed);
                }
            }
        }
    }

    /// <summary>Whether in some part of a split some genres have more tracks to learn from than others; else to weigh them changes nothing.</summary>
    private static bool IsUneven(LabSet set, string split) => set.Parts.Any(part => part.Split == split && part.Train.CountBy(i => set.Tracks[i].Genre).Select(g => g.Value).Distinct().Count() > 1);

    private static IEnumerable<string> Inputs(LabSet set, string method, bool isLeaky)
    {
        yield return LabInputs.Mel;
        if (!set.HasSound || isLeaky) yield break;
        if (method == LabMethods.Whole) yield return LabInputs.Stft;
        if (LabMethods.IsRival(method)) yield return LabInputs.Sound;
    }
}
