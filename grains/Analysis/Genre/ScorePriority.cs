namespace MediaAnalytics.Analysis.Genre;

/// <summary>How urgent a track is to a genre engine.</summary>
public enum ScorePriority
{
    /// <summary>Whenever nothing else waits: re-scoring by a new model.</summary>
    Low = 0,

    /// <summary>In its turn.</summary>
    Normal = 1,

    /// <summary>Before all others.</summary>
    High = 2,
}
