namespace MediaAnalytics.Tests.Unit.Simulation;

/// <summary>A clock that moves one second each time it is read, and whose timers are due at once.</summary>
internal sealed class EagerTime(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);
    private long _seconds = -1;

    public override DateTimeOffset GetUtcNow() => start.AddSeconds(Interlocked.Increment(ref _seconds));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Soon(dueTime), Soon(period));

    private static TimeSpan Soon(TimeSpan span) => span > AtOnce ? AtOnce : span;
}
