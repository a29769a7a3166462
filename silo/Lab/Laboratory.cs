using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using MediaAnalytics.Inference.DcnnSsa;
using MediaAnalytics.Inference.Training;
using Spectre.Console;

namespace MediaAnalytics.Silo.Lab;

/// <summary>Runs a laboratory's fits, some at once, each on a thread of its own, and keeps each result as it comes: a run that is stopped goes on where it was.</summary>
internal sealed class Laboratory(LabRequest request, IReadOnlyList<LabSet> sets, LabFiles files)
{
    /// <summary>Runs what is not done yet; returns all results. <paramref name="epochDone"/> is told which share of a fit is done and kept.</summary>
    public async Task<IReadOnlyList<LabResult>> RunAsync(CancellationToken cancellation, Action<LabTask, double>? epochDone = null)
    {
        var results = new ConcurrentBag<LabResult>();
        var open = new ConcurrentQueue<LabTask>();
        foreach (var task in sets.SelectMany(set => LabPlan.Of(set, sets.Where(other => other != set), request)))
        {
            if (files.Done(task, Settings(task)) is { } done) results.Add(done);
            else open.Enqueue(task);
        }

        if (open.IsEmpty) return [.. results];
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{open.Count} fits to run, {results.Count} done before");
        await AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var whole = progress.AddTask("all fits", maxValue: open.Count);
                using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
                await Task.WhenAll(Enumerable.Range(0, request.Workers).Select(_ => Task.Factory.StartNew(
                    () => Work(open, results, progress, whole, epochDone, failed), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
            });
        cancellation.ThrowIfCancellationRequested();
        return [.. results];
    }

    private void Work(ConcurrentQueue<LabTask> open, ConcurrentBag<LabResult> results, ProgressContext progress, ProgressTask whole, Action<LabTask, double>? epochDone, CancellationTokenSource failed)
    {
        try
        {
            while (!failed.IsCancellationRequested && open.TryDequeue(out var task))
            {
                var bar = progress.AddTask(Markup.Escape($"{task.Set} {task.Part}: {task.Method} {task.Input} seed {task.Seed}"), maxValue: 1);
                double shown = 0;
                var result = Fit(
                    task,
                    share =>
                    {
                        whole.Increment(share - shown);
                        (bar.Value, shown) = (share, share);
                        epochDone?.Invoke(task, share);
                    },
                    failed.Token);
                whole.Increment(1 - shown);
                bar.Value = 1;
                files.Keep(result);
                results.Add(result);
                bar.StopTask();
                AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{task.Set} {task.Split} {task.Part}: {LabMethods.Describe(task.Method)}, {task.Input}, seed {task.Seed}: {result.Tracks.Average(t => t.IsRight ? 1.0 : 0):P1} of {result.Tracks.Count} in {result.Seconds:F0} s");
            }
        }
        catch (OperationCanceledException) when (failed.IsCancellationRequested)
        {
            // What stopped it is told by who stopped it.
        }
        catch
        {
            // The other workers stop after their epoch; what they have is kept.
            failed.Cancel();
            throw;
        }
    }

    private LabResult Fit(LabTask task, Action<double> shareDone, CancellationToken cancellation)
    {
        var (set, part) = Of(task);
        return LabMethods.IsRival(task.Method) ? new RivalFit(set, task, part, Settings(task)).Run(cancellation)
            : new NetworkFit(set, task, part, OthersOf(task), Options(task), Settings(task), files).Run(shareDone, cancellation);
    }

    private (LabSet Set, LabPart Part) Of(LabTask task)
    {
        var set = sets.First(s => s.Name == task.Set);
        return (set, set.Parts.First(p => p.Name == task.Part && p.Split == task.Split));
    }

    private List<LabSet> OthersOf(LabTask task) => task.Method == LabTechnique.OtherSets ? sets.Where(s => s.Name != task.Set).ToList() : [];

    private TrainingOptions Options(LabTask task)
    {
        var options = request.Options with { Seed = task.Seed, Shape = request.Options.Shape with { Parts = LabMethods.PartsOf(task.Method) } };
        return LabTechnique.Of(task.Method)?.Change(options) ?? options;
    }

    private string Settings(LabTask task)
    {
        var (set, part) = Of(task);
        string made = LabMethods.IsRival(task.Method) ? RivalFit.Settings(task) : $"{DcnnSsaNetwork.Wiring} {JsonSerializer.Serialize(Options(task))}";
        return $"{made} data {set.HashOf(part)}{string.Concat(OthersOf(task).Select(other => $" and {other.Hash}"))}";
    }
}
