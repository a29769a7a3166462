namespace MediaAnalytics.Tests.Cluster.Crash;

/// <summary>The system's clock, set to another time.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    /// <summary>How far it is ahead; negative where it is behind.</summary>
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
