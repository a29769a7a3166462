namespace MediaAnalytics.Analysis.Genre;

/// <summary>A track's genre by one model.</summary>
/// <param name="PartsPerMillion">The posterior, in the order of the model's labels; whole numbers ≥ 0 that sum to 1,000,000.</param>
/// <param name="Tiles">Tiles it is the mean of; at least 1.</param>
public sealed record GenreScore(IReadOnlyList<int> PartsPerMillion, int Tiles)
{
    /// <summary>Index of the likeliest label; the first of equals.</summary>
    public int Best
    {
        get
        {
            int best = 0;
            for (int i = 1; i < PartsPerMillion.Count; i++)
            {
                if (PartsPerMillion[i] > PartsPerMillion[best]) best = i;
            }

            return best;
        }
    }
}
