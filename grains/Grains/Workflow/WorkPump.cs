using System.Collections.Concurrent;
using System.Diagnostics;
using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Storage.GrainState;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MediaAnalytics.Grains.Workflow;

/// <summary>
/// Sweeps the durable index of unfinished work and wakes the grains whose work is due, a bounded number at a time. Memory does not grow with the
/// queue: the queue is the index. After a restart it simply goes on. Pumps of several silos share the work by the index's claims.
/// </summary>
internal sealed partial class WorkPump(
    IWorkIndex index, AcceleratorWaiters waiters, IGrainFactory grains, WorkflowOptions options, TimeProvider time, ILogger<WorkPump> logger)
    : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMilliseconds(20);
    private const int MaxImports = 2;
    private const string Mv = "mv";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        PumpAsync(Mv, options.MaxInFlight, key => grains.GetGrain<IMvGrain>(key).AdvanceAsync(), stoppingToken),
        PumpAsync("import", MaxImports, key => grains.GetGrain<IImportGrain>(key).AdvanceAsync(), stoppingToken),
        PumpAsync("rescoring", 1, key => grains.GetGrain<IRescoringGrain>(key).AdvanceAsync(), stoppingToken));

    private async Task PumpAsync(string kind, int maxInFlight, Func<string, Task> advance, CancellationToken stopping)
    {
        var inFlight = new ConcurrentDictionary<string, Task>(StringComparer.Ordinal);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // Listen before looking, so that nothing stored in between is missed.
                using var round = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                Task changed = index.WaitForChangeAsync(round.Token);
                int started = await StartDueAsync(kind, maxInFlight, advance, inFlight, stopping);
                if (started == 0)
                    await WaitAsync(kind, changed, inFlight, round.Token);
                await Task.Delay(BetweenSweeps, time, stopping);
                await round.CancelAsync();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failed)
            {
                LogSweepFailed(failed, kind);
                await Task.Delay(LongestWait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // What is in flight is not awaited: it stands in the index until it is done, so the next start goes on with it.
    }

    private async Task<int> StartDueAsync(
        string kind, int maxInFlight, Func<string, Task> advance, ConcurrentDictionary<string, Task> inFlight, CancellationToken stopping)
    {
        // Asked even where nothing more can start: what is in flight stays this pump's only as long as it goes on asking.
        string[] busy = [.. inFlight.Keys];
        int free = Math.Max(0, maxInFlight - busy.Length);
        string[] woken = kind == Mv ? [.. waiters.Take(free).Except(busy, StringComparer.Ordinal)] : [];
        IReadOnlyList<string> due = await index.DueAsync(kind, time.GetUtcNow(), free - woken.Length, [.. busy, .. woken], stopping);
        string[] starting = [.. woken, .. due];
        foreach (string key in starting)
        {
            var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            inFlight[key] = RunAsync(kind, key, advance, inFlight, entered.Task, stopping);
            entered.SetResult();
        }

        return starting.Length;
    }

    private async Task RunAsync(
        string kind, string key, Func<string, Task> advance, ConcurrentDictionary<string, Task> inFlight, Task entered, CancellationToken stopping)
    {
        await entered;
        using Activity? activity = WorkTracing.Advance(kind, key);
        try
        {
            await advance(key).WaitAsync(stopping);
        }
        catch (Exception failed) when (!stopping.IsCancellationRequested)
        {
            LogAdvanceFailed(failed, kind, key);
            await Task.Delay(LongestWait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // Stopping: the index remembers.
        }
        finally
        {
            inFlight.TryRemove(key, out _);
        }
    }

    private async Task WaitAsync(string kind, Task changed, ConcurrentDictionary<string, Task> inFlight, CancellationToken stopping)
    {
        DateTimeOffset? next = await index.NextDueAsync(kind, stopping);
        TimeSpan wait = next is { } due ? due - time.GetUtcNow() : LongestWait;
        if (wait > LongestWait) wait = LongestWait;
        // Work that is due already is in flight, or beyond the limit: then something in flight must end first.
        if (wait < TimeSpan.FromMilliseconds(20)) wait = inFlight.IsEmpty ? TimeSpan.FromMilliseconds(20) : LongestWait;
        await Task.WhenAny([changed, Task.Delay(wait, time, stopping), .. inFlight.Values]);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep of unfinished {Kind} work failed and is tried again")]
    private partial void LogSweepFailed(Exception exception, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Kind} {Key} could not go on and is tried again")]
    private partial void LogAdvanceFailed(Exception exception, string kind, string key);
}
