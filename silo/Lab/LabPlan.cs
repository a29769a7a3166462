namespace MediaAnalytics.Silo.Lab;

/// <summary>Which fits a laboratory consists of.</summary>
internal static class LabPlan
{
    private const int FullSeeds = 3;

    /// <summary>
    /// All of a set's fits. On the honest split every method, the whole network also on plain spectrograms where there is sound; on the leaky split the whole network
    /// and the LS-SVM, to show what leaks are worth.
    /// </summary>
    public static IEnumerable<LabTask> Of(LabSet set, LabRequest request)
    {
        foreach (var part in set.Parts)
        {
            bool isLeaky = part.Split == LabParts.Random;
            foreach (string method in request.Methods.Where(m => !isLeaky || m is LabMethods.Whole or LabMethods.Svm))
            {
                int seeds = request.Full && LabMethods.Networks.ContainsKey(method) ? FullSeeds : 1;
                for (int seed = 0; seed < seeds; seed++)
                {
                    yield return new LabTask(set.Name, part.Name, part.Split, method, LabInputs.Mel, request.Options.Seed + seed);
                    if (method == LabMethods.Whole && set.HasSound && !isLeaky)
                        yield return new LabTask(set.Name, part.Name, part.Split, method, LabInputs.Stft, request.Options.Seed + seed);
                }
            }
        }
    }
}
