using MediaAnalytics.Contracts.Observations;

namespace MediaAnalytics.Grains.Observations.History;

/// <summary>What folding a series found, per counter in order of observation. One thread at a time.</summary>
internal sealed class SeriesFindings
{
    private readonly List<Finding>[] found = [.. Enumerable.Range(0, Counters.Count).Select(_ => new List<Finding>())];
    private long pending;

    /// <summary>Those of a counter.</summary>
    public IReadOnlyList<Finding> this[int counter] => found[counter];

    /// <summary>The finding of a counter at an instant, at which the counter was reported.</summary>
    public Finding Find(int counter, long at)
    {
        List<Finding> list = found[counter];
        int place = list.BinarySearch(new Finding(at, 0, default, 0), Comparer<Finding>.Create((a, b) => a.At.CompareTo(b.At)));
        return list[place];
    }

    /// <summary>Instants at which a counter's findings differ.</summary>
    public IEnumerable<long> Differences(SeriesFindings other, int counter)
    {
        if (found[counter].SequenceEqual(other.found[counter]))
            return [];

        var differing = new HashSet<Finding>(found[counter]);
        differing.SymmetricExceptWith(other.found[counter]);
        return differing.Select(finding => finding.At).Distinct();
    }

    /// <summary>A change that the next finding is to hold.</summary>
    public void Changed(long delta) => pending = delta;

    /// <summary>Adds a finding, or replaces that of a held fall, which is the counter's newest.</summary>
    public void Judged(int counter, long at, long value, Verdict verdict)
    {
        List<Finding> list = found[counter];
        var finding = new Finding(at, value, verdict, pending);
        pending = 0;
        if (list.Count > 0 && list[^1].At == at) list[^1] = finding;
        else list.Add(finding);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        foreach (List<Finding> list in found)
            list.Clear();
    }
}
