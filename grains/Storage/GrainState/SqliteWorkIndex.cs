using MediaAnalytics.Storage.Sqlite;

namespace MediaAnalytics.Storage.GrainState;

/// <summary>The due column of the stored states, read through its index. One process has it, so nothing is claimed. Callers on any thread.</summary>
internal sealed class SqliteWorkIndex(StateDatabase database, WorkSignal signal) : IWorkIndex
{
    public async Task<IReadOnlyList<string>> DueAsync(
        string kind, DateTimeOffset now, int limit, IReadOnlyCollection<string> except, CancellationToken cancellation = default)
    {
        if (limit == 0)
        {
            return [];
        }

        var due = await database.Readers.RunAsync(
            session => session.All(
                "SELECT key FROM state WHERE kind = $1 AND due <= $2 ORDER BY due, key LIMIT $3",
                static r => r.GetString(0),
                kind,
                now.UtcTicks,
                limit + except.Count),
            cancellation).ConfigureAwait(false);
        return [.. due.Except(except, StringComparer.Ordinal).Take(limit)];
    }

    public async Task<DateTimeOffset?> NextDueAsync(string kind, CancellationToken cancellation = default)
    {
        long? ticks = await database.Readers.RunAsync(
            session => session.First(
                "SELECT min(due) FROM state WHERE kind = $1 AND due IS NOT NULL", static r => r.IsDBNull(0) ? (long?)null : r.GetInt64(0), kind),
            cancellation).ConfigureAwait(false);
        return ticks is { } due ? new DateTimeOffset(due, TimeSpan.Zero) : null;
    }

    public Task<long> CountAsync(string kind, CancellationToken cancellation = default) =>
        database.Readers.RunAsync(
            session => session.First("SELECT count(*) FROM state WHERE kind = $1 AND due IS NOT NULL", static r => r.GetInt64(0), kind),
            cancellation);

    public Task WaitForChangeAsync(CancellationToken cancellation) => signal.NextAsync(cancellation);
}
