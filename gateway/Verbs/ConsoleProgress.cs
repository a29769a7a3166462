using MediaAnalytics.Gateway.Simulation;
using Spectre.Console;

namespace MediaAnalytics.Gateway.Verbs;

/// <summary>Shows the stages of a simulation as progress bars. Any thread may call it.</summary>
internal sealed class ConsoleProgress(ProgressContext context) : ISimulationProgress
{
    private readonly Dictionary<string, ProgressTask> _tasks = [];
    private readonly Lock _gate = new();

    public void Advance(string stage, int mvs, int total) => Task(stage, total).Increment(mvs);

    public void Finish(string stage, int total) => Task(stage, total).Value = total;

    private ProgressTask Task(string stage, int total)
    {
        lock (_gate)
        {
            if (!_tasks.TryGetValue(stage, out var task)) _tasks[stage] = task = context.AddTask(stage, maxValue: total);
            return task;
        }
    }
}
