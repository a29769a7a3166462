using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Grains.Workflow;
using MediaAnalytics.Storage;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Catalogue;

/// <summary>
/// One MV's durable state behind a gate: changes come one after the other, and each stores the record's next version with the event it owes before it
/// sends it. A state that could not be stored is lost: nothing builds on it, and the grain starts anew from what was stored. For the grain's own turns.
/// </summary>
internal sealed partial class MvLedger(
    string mv, IPersistentState<MvState> storage, MvOutbox outbox, WorkflowOptions options, TimeProvider time, ILogger logger, Action onLost) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private bool lost;

    public MvState State => storage.State;

    /// <summary>The record; null until the catalogue holds the MV.</summary>
    /// <exception cref="StorageUnavailableException">It could not be stored.</exception>
    public MvRecord? Record => lost ? throw NotStored : State.Record;

    private StorageUnavailableException NotStored => new($"The state of MV '{mv}' could not be stored; try again.");

    public void Dispose() => gate.Dispose();

    /// <summary>Runs a change, alone.</summary>
    /// <exception cref="StorageUnavailableException">An earlier change could not be stored.</exception>
    public async Task<T> ChangeAsync<T>(Func<Task<T>> change)
    {
        await gate.WaitAsync();
        try
        {
            return lost ? throw NotStored : await change();
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Stores the next version of the record with the event it owes, then sends the event; where that fails, it stays owed. Part of a change.</summary>
    public async Task<MvRecord> StoreAsync(MvRecord next)
    {
        State.Record = next with { Version = next.Version + 1, UpdatedAt = time.GetUtcNow() };
        State.OutboxDue = time.GetUtcNow() + options.OutboxGrace;
        MvOutbox.Announce(State);
        await WriteAsync();
        await SendAsync();
        return State.Record;
    }

    /// <summary>Sends what is owed, where something is.</summary>
    public Task SendOwedAsync() => ChangeAsync(async () =>
    {
        if (State.OutboxDue is not null)
            await SendAsync();
        return true;
    });

    /// <summary>Stores the state as it is, without news for the log. Part of a change.</summary>
    public async Task WriteAsync()
    {
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            lost = true;
            onLost();
            throw;
        }
    }

    private async Task SendAsync()
    {
        try
        {
            await outbox.SendAsync(State);
            State.OutboxDue = null;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            LogOutboxFailed(failed, mv);
            State.OutboxDue = time.GetUtcNow() + options.OutboxRetry;
        }

        await WriteAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "MV {Mv}: its event could not be sent and stays owed")]
    private partial void LogOutboxFailed(Exception exception, string mv);
}
