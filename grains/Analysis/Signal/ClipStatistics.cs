namespace MediaAnalytics.Analysis.Signal;

/// <summary>
/// What is kept of a clip's frames: each measure's mean and deviation, and the deviation of its differences from frame to frame. Their mean
/// is left out: it is only the clip's last frame less its first.
/// </summary>
internal static class ClipStatistics
{
    private static readonly string[] Statistics = ["mean", "deviation", "deviation of differences"];

    /// <summary>The numbers' names, in order: the means of all measures, their deviations, those of the differences.</summary>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> measures) => Statistics.SelectMany(_ => measures, (statistic, measure) => $"{measure}, {statistic}").ToArray();

    /// <summary>The numbers of <paramref name="frames"/>, [frame][measure], at least two.</summary>
    public static float[] Of(IReadOnlyList<float[]> frames)
    {
        int measures = frames[0].Length;
        var numbers = new float[Statistics.Length * measures];
        for (int i = 0; i < measures; i++)
        {
            double mean = frames.Average(frame => (double)frame[i]), drift = (double)(frames[^1][i] - frames[0][i]) / (frames.Count - 1), square = 0, step = 0;
            for (int t = 0; t < frames.Count; t++)
            {
                square += Math.Pow(frames[t][i] - mean, 2);
                if (t > 0) step += Math.Pow(frames[t][i] - frames[t - 1][i] - drift, 2);
            }

            numbers[i] = (float)mean;
            numbers[measures + i] = (float)Math.Sqrt(square / frames.Count);
            numbers[(2 * measures) + i] = (float)Math.Sqrt(step / (frames.Count - 1));
        }

        return numbers;
    }
}
