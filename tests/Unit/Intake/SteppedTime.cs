namespace MediaAnalytics.Tests.Unit.Intake;

/// <summary>A clock that stands still but for what a test adds; its timers are due at once, and its stopwatch moves a little each time it is read.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);
    private long _ticks;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Interlocked.Add(ref _ticks, TimeSpan.TicksPerSecond / 4);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > AtOnce ? AtOnce : dueTime, period);
}
