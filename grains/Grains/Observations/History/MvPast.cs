using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>An MV's inputs up to a place of its partition's log, and what folding them found. Any thread may read it.</summary>
/// <param name="Mv">The MV.</param>
/// <param name="AcrossEpochs">Whether it was folded without its epochs.</param>
/// <param name="UpTo">The log offset up to which it is whole.</param>
/// <param name="Inputs">The inputs.</param>
/// <param name="Timeline">What was found.</param>
internal sealed record MvPast(string Mv, bool AcrossEpochs, long UpTo, MvInputs Inputs, MvTimeline Timeline)
{
    /// <summary>The same at a later place; null where the log says more of the MV by then, or may.</summary>
    /// <param name="committed">The offset up to which the log's entries are not at hand.</param>
    /// <param name="tail">The entries after it, up to <paramref name="upTo"/>.</param>
    /// <param name="upTo">The place.</param>
    public MvPast? At(long committed, IEnumerable<LogEntry> tail, long upTo)
    {
        if (UpTo < committed || UpTo > upTo)
            return null;

        var later = new TailInputs(Mv);
        foreach (LogEntry entry in tail.Where(entry => entry.Offset > UpTo))
            later.Add(in entry);
        return later.Readings.Count + later.Epochs.Count + later.Records.Count == 0 ? this with { UpTo = upTo } : null;
    }
}
