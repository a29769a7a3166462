namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Which source counts where several report one counter: those named, in their order, then all others by name (ordinal).</summary>
/// <param name="named">Sources from the most to the least trusted.</param>
internal sealed class SourcePrecedence(IReadOnlyList<string> named) : IComparer<string>
{
    private readonly Dictionary<string, int> ranks = named.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        int byRank = Rank(x).CompareTo(Rank(y));
        return byRank != 0 ? byRank : string.CompareOrdinal(x, y);
    }

    private int Rank(string? source) => source is not null && ranks.TryGetValue(source, out int rank) ? rank : int.MaxValue;
}
