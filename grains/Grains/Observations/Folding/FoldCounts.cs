using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>
/// What a fold has counted. <see cref="ReadingsIn"/> = added + completed + duplicates + conflicts, once no series waits to be folded again. One thread at a
/// time.
/// </summary>
internal sealed class FoldCounts
{
    /// <summary>Readings taken from the log, whatever became of them.</summary>
    public long ReadingsIn { get; set; }

    /// <summary>Readings that made an instant of their series known.</summary>
    public long Added { get; set; }

    /// <summary>Readings that added a counter to a known instant.</summary>
    public long Completed { get; set; }

    /// <summary>Readings dropped because they were known, exactly.</summary>
    public long Duplicates { get; set; }

    /// <summary>Readings whose instant was known with another value.</summary>
    public long Conflicts { get; set; }

    /// <summary>Readings whose outcome is counted.</summary>
    public long Outcomes => Added + Completed + Duplicates + Conflicts;

    /// <summary>Quarantined rows.</summary>
    public long Quarantined { get; set; }

    /// <summary>Catalogued MVs.</summary>
    public long Mvs { get; set; }

    /// <summary>Distinct instants of MVs that are not in the catalogue.</summary>
    public long Uncatalogued { get; set; }

    /// <summary>Counts a reading.</summary>
    public void Add(AddOutcome outcome)
    {
        switch (outcome)
        {
            case AddOutcome.Added: Added++; break;
            case AddOutcome.Completed: Completed++; break;
            case AddOutcome.Duplicate: Duplicates++; break;
            case AddOutcome.Conflict: Conflicts++; break;
        }
    }

    /// <summary>Counts what was counted apart.</summary>
    public void Add(FoldCounts apart)
    {
        Added += apart.Added;
        Completed += apart.Completed;
        Duplicates += apart.Duplicates;
        Conflicts += apart.Conflicts;
    }

    /// <summary>An MV came into the catalogue (1) or left it (-1), with its readings.</summary>
    public void Catalogued(int change, long readings)
    {
        Mvs += change;
        Uncatalogued -= change * readings;
    }

    /// <summary>Instants became known.</summary>
    public void Distinct(int more, bool catalogued) => Uncatalogued += catalogued ? 0 : more;
}
