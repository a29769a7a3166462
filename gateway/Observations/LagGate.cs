using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>Closes the intake while a fold lags too far behind the log, or can't commit, so that memory is bounded and what is acknowledged is soon answered for.</summary>
internal sealed class LagGate(PartitionProgress progress, IntakeOptions options) : IIntakeGate
{
    /// <summary>Most entries of one partition that may wait to be folded.</summary>
    public const long MaxLag = 20_000;

    public bool TryEnter(out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.FromSeconds(2);
        return progress.LargestLag <= MaxLag && progress.LargestUncommitted <= options.MaxUncommittedBytes;
    }
}
