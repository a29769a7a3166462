namespace MediaAnalytics.Silo.Lab;

/// <summary>One judged track: its name, stated genre and the scores given to each label; a network's are mean log-probabilities over tiles.</summary>
internal sealed record LabAnswer(string Track, int Genre, double[] Scores)
{
    /// <summary>The label with the highest score.</summary>
    public int Best => Array.IndexOf(Scores, Scores.Max());

    /// <summary>Whether that is the stated genre.</summary>
    public bool IsRight => Best == Genre;
}
