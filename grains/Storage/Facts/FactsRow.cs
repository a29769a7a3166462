namespace MediaAnalytics.Storage.Facts;

/// <summary>A row of a facts file on its way there, by places in its <see cref="FactsSorter"/>; -1 where it lacks a text or values.</summary>
/// <param name="Entry">Of its log entry.</param>
/// <param name="Ordinal">Place within the entry.</param>
/// <param name="Mv">Of the MV's id.</param>
/// <param name="Platform">Of the platform's name.</param>
/// <param name="Source">Of the source's name.</param>
/// <param name="At">UTC ticks of the observation; null where the row is no reading.</param>
/// <param name="Values">Of the first counter.</param>
internal readonly record struct FactsRow(int Entry, int Ordinal, int Mv, int Platform, int Source, long? At, int Values)
{
    /// <summary>The row of an entry that has no readings.</summary>
    public static FactsRow WithoutReading(int entry) => new(entry, 0, -1, -1, -1, null, -1);
}
