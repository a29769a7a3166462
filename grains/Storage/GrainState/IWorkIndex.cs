namespace MediaAnalytics.Storage.GrainState;

/// <summary>
/// The durable index of unfinished work: every stored grain state that has a due time (<see cref="Contracts.IHasDueWork"/>). It is written with the state
/// itself, so it survives any crash. Safe to call from any thread.
/// </summary>
public interface IWorkIndex
{
    /// <summary>How long work that was given out is held back from others.</summary>
    static readonly TimeSpan Claim = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Keys of grains of a kind (the state's name) whose work is due, oldest first, but those the caller is at work on already. Where several processes share
    /// the index, what is given out is held back from the others for <see cref="Claim"/>, or until the grain's state is stored again. A caller that goes on
    /// calling with a key among <paramref name="except"/> keeps it; the work of one that died comes back. Due times of a kind belong to one type of grain.
    /// </summary>
    /// <param name="kind">The state's name.</param>
    /// <param name="now">The present.</param>
    /// <param name="limit">Most keys; with 0 the call only keeps what it has.</param>
    /// <param name="except">Keys that the caller is at work on.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task<IReadOnlyList<string>> DueAsync(
        string kind, DateTimeOffset now, int limit, IReadOnlyCollection<string> except, CancellationToken cancellation = default);

    /// <summary>When the earliest work of a kind falls due, or comes back from a claim; null where there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(string kind, CancellationToken cancellation = default);

    /// <summary>How many grains of a kind have unfinished work, due or not.</summary>
    Task<long> CountAsync(string kind, CancellationToken cancellation = default);

    /// <summary>
    /// Completes when a state with due work has been stored since the call began; a pump waits on it instead of polling. Word of other processes may get lost.
    /// </summary>
    Task WaitForChangeAsync(CancellationToken cancellation);
}
