using System.Diagnostics;
using System.Text.Json;
using MediaAnalytics.Inference.Baselines;

namespace MediaAnalytics.Silo.Lab;

/// <summary>Fits a rival on a part and judges it. One thread.</summary>
internal sealed class RivalFit(LabSet set, LabTask task, LabPart part, string settings)
{
    /// <summary>All that a fit is made under.</summary>
    public static string Settings(LabTask task) => task.Method == LabMethods.Svm ? $"LS-SVM {JsonSerializer.Serialize(Svm(task))}" : $"BPNN {JsonSerializer.Serialize(Bpnn(task))}";

    /// <summary>Runs it. Widths and weights are chosen on the tracks learnt from, artists parted there, too.</summary>
    public LabResult Run(CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        var learnt = part.Train.Select(i => set.Tracks[i]).ToList();
        IBaseline rival = task.Method == LabMethods.Svm ? new LeastSquaresSvm(Svm(task)) : new BackPropagationNetwork(Bpnn(task));
        var fitted = rival.Fit(FeatureTable.Of([.. learnt.Select(Features)], [.. learnt.Select(t => t.Genre)], [.. learnt.Select(t => t.Artist)]), cancellation);
        var answers = part.Judge.Select(i => set.Tracks[i]).Select(t => new LabAnswer(t.Name, t.Genre, fitted.Scores(Features(t)))).ToList();
        return new LabResult(task, settings, Stopwatch.GetElapsedTime(began).TotalSeconds, null, null, [], answers);
    }

    private static LeastSquaresSvmOptions Svm(LabTask task) => new() { Seed = task.Seed };

    private static BackPropagationOptions Bpnn(LabTask task) => new() { Seed = task.Seed };

    private float[] Features(LabTrack track) => task.Input == LabInputs.Sound ? track.SoundFeatures! : track.MelFeatures;
}
