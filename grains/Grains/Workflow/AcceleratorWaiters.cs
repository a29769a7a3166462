using MediaAnalytics.Grains.Placement;

namespace MediaAnalytics.Grains.Workflow;

/// <summary>
/// The MVs of this silo that wait for an accelerator: its pump takes them as soon as one is up, though they are not due yet. In memory only: one that is not here,
/// after a restart or beyond <see cref="Most"/>, looks again when it is due. Safe to call from any thread.
/// </summary>
internal sealed class AcceleratorWaiters(AcceleratorChoice accelerators)
{
    /// <summary>So many are kept.</summary>
    public const int Most = 100_000;

    private readonly HashSet<string> mvs = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Notes one.</summary>
    public void Add(string mv)
    {
        lock (gate)
        {
            if (mvs.Count < Most)
                mvs.Add(mv);
        }
    }

    /// <summary>Takes some that need not wait any longer; none while no accelerator is up.</summary>
    public IReadOnlyList<string> Take(int limit)
    {
        lock (gate)
        {
            if (mvs.Count == 0 || limit == 0 || !accelerators.AnyUp)
                return [];

            string[] taken = [.. mvs.Take(limit)];
            mvs.ExceptWith(taken);
            return taken;
        }
    }
}
