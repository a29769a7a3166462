using MediaAnalytics.Grains.Genre;
using MediaAnalytics.Grains.Workflow;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>
/// When a stage that failed is tried again, and when it is given up. Failures are counted as attempts. Waiting is not, and never ends by itself. Setbacks are
/// between the two: most are of the cluster, but the media may be the cause, so they have a count of their own, which an upgrade does not exhaust.
/// </summary>
internal static class StageRetries
{
    /// <summary>Code of the problem when every silo that decoded the media was lost.</summary>
    public const string SilosLost = "decode.silosLost";

    /// <summary>Work that waits looks again after at most 2⁴ times the first back-off.</summary>
    private const int WaitingDoublings = 5;

    /// <summary>
    /// Work that waits for an accelerator is woken when one comes, so it looks by itself more seldom; but at least twice in the 5 minutes over which the alert
    /// WaitingForAccelerator looks back, by the default back-off.
    /// </summary>
    private const int UnservedDoublings = 8;

    /// <summary>Counts a failure in an MV's state.</summary>
    /// <returns>How long to wait before the next attempt; null to give up.</returns>
    public static TimeSpan? Count(MvState state, string code, bool retryable, WorkflowOptions options)
    {
        string mv = state.Record!.Entry.Id;
        bool waits = StageCalls.Waits(code), waited = StageCalls.Waits(state.Record.Problem?.Code);
        state.Attempts = waits == waited ? state.Attempts + 1 : 1;
        if (code is StageCalls.SiloLost or GenreFronts.NoSpectrogram)
            return ++state.Setbacks < options.MaxSetbacks ? options.BackOff(state.Setbacks, mv) : null;
        if (!waits)
            return retryable && state.Attempts < options.MaxAttempts ? options.BackOff(state.Attempts, mv) : null;
        return options.BackOff(Math.Min(state.Attempts, code == GenreFronts.NoAccelerator ? UnservedDoublings : WaitingDoublings), mv);
    }

    /// <summary>The code and the message of a stage that is given up.</summary>
    public static (string Code, string Message) GivenUp(string code, string message, int setbacks) => code switch
    {
        StageCalls.SiloLost => (SilosLost,
            $"{setbacks} times the silo that decoded this media was lost meanwhile: it may need more memory than a silo has. See why they ended, convert the file to a plain mp4 and upload that, or import its row again to have it tried again"),
        GenreFronts.NoSpectrogram => (code,
            $"{message}. {setbacks} decodes did not help: see that all silos run the same version and that the store keeps what it is given, then import the row again"),
        _ => (code, message),
    };
}
