namespace MediaAnalytics.Inference.Baselines;

/// <summary>A classifier that has learnt. Immutable: callable from any thread.</summary>
internal interface IFittedBaseline
{
    /// <summary>What was chosen while learning, for reports.</summary>
    string Chosen { get; }

    /// <summary>One score a label of the table learnt from, the higher the likelier; scores compare within a clip only.</summary>
    /// <exception cref="ArgumentException">The clip has another number of features than those learnt from.</exception>
    double[] Scores(float[] features);

    /// <summary>The label of the highest score, of equal ones the lowest.</summary>
    int Predict(float[] features)
    {
        var scores = Scores(features);
        return Array.IndexOf(scores, scores.Max());
    }
}
