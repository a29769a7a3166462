using MediaAnalytics.Storage.GrainState;

namespace MediaAnalytics.Tests.Unit.Workflow;

/// <summary>An index in which nothing is ever due.</summary>
internal sealed class IdleWorkIndex : IWorkIndex
{
    public Task<IReadOnlyList<string>> DueAsync(
        string kind, DateTimeOffset now, int limit, IReadOnlyCollection<string> except, CancellationToken cancellation = default) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<DateTimeOffset?> NextDueAsync(string kind, CancellationToken cancellation = default) => Task.FromResult<DateTimeOffset?>(null);

    public Task<long> CountAsync(string kind, CancellationToken cancellation = default) => Task.FromResult(0L);

    public Task WaitForChangeAsync(CancellationToken cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
}
