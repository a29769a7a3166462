namespace MediaAnalytics.Contracts;

/// <summary>
/// Grain state that knows of unfinished work. The state's store keeps <see cref="DueAt"/> in a durable index, written with the state itself, which the
/// work pump sweeps.
/// </summary>
public interface IHasDueWork
{
    /// <summary>When the grain next has something to do; null where it has nothing.</summary>
    DateTimeOffset? DueAt { get; }
}
