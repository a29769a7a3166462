using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>
/// Keeps the past that was asked for last, so that the pages of an explanation do not each fold it again. Lets go of it when nobody has asked for a while. Safe
/// to call from any thread.
/// </summary>
internal sealed class LastPast : IDisposable
{
    /// <summary>Most readings of a past that is kept: some 700 bytes each.</summary>
    public const int MostReadings = 200_000;

    /// <summary>How long one is kept that nobody asks for.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly ITimer forget;
    private volatile MvPast? last;

    public LastPast(TimeProvider time) => forget = time.CreateTimer(_ => last = null, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>The past of an MV at a place of the log; null where it is not the one kept, or the log says more of it since.</summary>
    /// <inheritdoc cref="MvPast.At"/>
    public MvPast? Find(string mv, bool acrossEpochs, long committed, IEnumerable<LogEntry> tail, long upTo)
    {
        MvPast? found = last is { } kept && kept.Mv == mv && kept.AcrossEpochs == acrossEpochs ? kept.At(committed, tail, upTo) : null;
        if (found is not null)
            Keep(found);
        return found;
    }

    /// <summary>Keeps a past in the place of the one before, unless it is too large.</summary>
    public void Keep(MvPast past)
    {
        if (past.Inputs.Readings.Length > MostReadings)
            return;
        last = past;
        forget.Change(KeptFor, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => forget.Dispose();
}
