using System.Globalization;
using MediaAnalytics.Analysis.Genre;
using MediaAnalytics.Inference.Models;
using MediaAnalytics.Inference.TensorFiles;
using MediaAnalytics.Silo.DataSets;

namespace MediaAnalytics.Silo.Training;

/// <summary>A model's answers to tracks whose genre is stated: mean log-probabilities over tiles, as its temperature leaves them.</summary>
/// <param name="Answers">By track: its stated genre's index, and the answer by label.</param>
/// <param name="Figures">How well they agree.</param>
internal sealed record ModelJudge(IReadOnlyList<(double[] LogProbabilities, int Genre)> Answers, GenreEvaluation Figures)
{
    /// <summary>Has a model answer; tracks of genres that it has no label for are passed over.</summary>
    public static ModelJudge Of(GenreModelHeader header, IReadOnlyList<NamedTensor> weights, IReadOnlyList<GenreTrack> tracks)
    {
        using var network = new GenreNetwork(header, weights);
        var answers = tracks.Where(t => header.Labels.Contains(t.Genre))
            .Select(t => (LogProbabilities: ClipScorer.Mean(network, t.Sound.Clips), Genre: Array.IndexOf(header.Labels, t.Genre))).ToList();
        var pairs = answers.Select(a => (header.Labels[a.Genre], header.Labels[GenrePosterior.FromTiles([a.LogProbabilities]).Best])).ToList();
        return new ModelJudge(answers, GenreEvaluation.Of(pairs, header.Labels));
    }

    /// <summary>Expected calibration error, with the answers over a further <paramref name="temperature"/>.</summary>
    public double CalibrationError(double temperature = 1) => GenreCalibration.ExpectedError(Answers.Select(a =>
    {
        var shares = GenreCalibration.Probabilities(a.LogProbabilities, temperature);
        return (shares.Max(), Array.IndexOf(shares, shares.Max()) == a.Genre);
    }).ToList());

    /// <summary>Figures in a line.</summary>
    public static string Text(GenreEvaluation figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"accuracy {figures.Accuracy:P1} ({figures.Interval.Low:P1} to {figures.Interval.High:P1}), macro F1 {figures.MacroF1:F3}, n {figures.NKnown}");
}
