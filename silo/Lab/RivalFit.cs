using System.Diagnostics;
using MediaAnalytics.Inference.Baselines;

namespace MediaAnalytics.Silo.Lab;

/// <summary>Fits a rival on a part and judges it. One thread.</summary>
internal sealed class RivalFit(LabSet set, LabTask task, LabPart part, string settings)
{
    /// <summary>The rival of a method.</summary>
    public static IBaseline Of(string method, int seed) => method == LabMethods.Svm
        ? new LeastSquaresSvm(new LeastSquaresSvmOptions { Seed = seed }) : new BackPropagationNetwork(new BackPropagationOptions { Seed = seed });

    /// <summary>Runs it. Widths and weights are chosen on the tracks learnt from, artists parted there, too.</summary>
    public LabResult Run()
    {
        long began = Stopwatch.GetTimestamp();
        var learnt = part.Train.Select(i => set.Tracks[i]).ToList();
        var fitted = Of(task.Method, task.Seed).Fit(FeatureTable.Of([.. learnt.Select(Features)], [.. learnt.Select(t => t.Genre)], [.. learnt.Select(t => t.Artist)]));
        var answers = part.Judge.Select(i => set.Tracks[i]).Select(t => new LabAnswer(t.Name, t.Genre, fitted.Scores(Features(t)))).ToList();
        return new LabResult(task, settings, Stopwatch.GetElapsedTime(began).TotalSeconds, null, null, [], answers);
    }

    private float[] Features(LabTrack track) => task.Input == LabInputs.Sound ? track.SoundFeatures! : track.MelFeatures;
}
