namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// The deltas that the windows of the last hour and day are made of, in no order. Complete after <see cref="Floor"/>: older deltas fall out, and where there
/// are too many the oldest do. One thread at a time.
/// </summary>
internal sealed class RecentDeltas(int capacity)
{
    /// <summary>Default of the most deltas kept.</summary>
    public const int DefaultCapacity = 1_000_000;

    private static readonly long Kept = TimeSpan.FromHours(25).Ticks, Slack = TimeSpan.FromMinutes(10).Ticks;

    /// <summary>The deltas.</summary>
    public PagedArray<RecentDelta> Rows { get; } = new();

    /// <summary>UTC ticks: every delta after it is here.</summary>
    public long Floor { get; set; }

    /// <summary>Since when a day's window that ends at <paramref name="to"/> (UTC ticks) is whole, where that is less than the day; else null.</summary>
    public DateTimeOffset? Since(long to) => Floor > to - TimeSpan.TicksPerDay ? new DateTimeOffset(Floor, TimeSpan.Zero) : null;

    /// <summary>Adds a delta, unless it is too old.</summary>
    public void Add(in RecentDelta delta)
    {
        if (delta.At <= Floor)
            return;
        Rows.Add(delta);
        if (Rows.Count > capacity)
            Raise(OldestOfNewest(capacity / 4 * 3));
    }

    /// <summary>Lets go of what no window that ends at <paramref name="now"/> or later needs.</summary>
    public void Prune(long now)
    {
        if (now - Kept > Floor + Slack)
            Raise(now - Kept);
    }

    /// <summary>Forgets the deltas of some series.</summary>
    public void Remove(IReadOnlySet<int> series) => Keep(row => !series.Contains((int)row.Series));

    private void Raise(long floor)
    {
        Floor = floor;
        Keep(row => row.At > floor);
    }

    private void Keep(Func<RecentDelta, bool> keeps)
    {
        int kept = 0;
        for (int i = 0; i < Rows.Count; i++)
        {
            if (keeps(Rows[i]))
                Rows[kept++] = Rows[i];
        }

        Rows.Cut(kept);
    }

    private long OldestOfNewest(int count)
    {
        var instants = new long[Rows.Count];
        for (int i = 0; i < instants.Length; i++)
            instants[i] = Rows[i].At;
        Array.Sort(instants);
        return instants[^(count + 1)];
    }
}
