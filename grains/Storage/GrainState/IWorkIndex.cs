namespace MediaAnalytics.Storage.GrainState;

/// <summary>
/// The durable index of unfinished work: every stored grain state that has a due time (<see cref="Contracts.IHasDueWork"/>). It is written with the state
/// itself, so it survives any crash. Safe to call from any thread.
/// </summary>
public interface IWorkIndex
{
    /// <summary>Keys of grains of a kind (the state's name) whose work is due, oldest first.</summary>
    Task<IReadOnlyList<string>> DueAsync(string kind, DateTimeOffset now, int limit, CancellationToken cancellation = default);

    /// <summary>When the earliest work of a kind falls due; null where there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(string kind, CancellationToken cancellation = default);

    /// <summary>How many grains of a kind have unfinished work, due or not.</summary>
    Task<long> CountAsync(string kind, CancellationToken cancellation = default);

    /// <summary>Completes when a state with due work has been stored since the call began; a pump waits on it instead of polling.</summary>
    Task WaitForChangeAsync(CancellationToken cancellation);
}
