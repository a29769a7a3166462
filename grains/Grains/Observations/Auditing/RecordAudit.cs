using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Grains.Observations.Folding;

namespace MediaAnalytics.Grains.Observations.Auditing;

/// <summary>Compares what a fold holds of records, epochs and quarantined rows with the same events folded again.</summary>
internal static class RecordAudit
{
    /// <summary>Compares; the number of MVs compared.</summary>
    /// <param name="facts">A fold of all events but readings.</param>
    /// <param name="memory">The fold to check.</param>
    /// <param name="findings">Takes what differs.</param>
    public static long Check(PartitionFold facts, PartitionFold memory, FindingList findings)
    {
        for (int place = 0; place < facts.Mvs.Count; place++)
        {
            string id = facts.Mvs.Id(place);
            if (Difference(facts, place, memory, memory.Mvs.Find(id)) is { } difference)
                findings.Add(new("mv.record", $"MV '{id}': {difference}", id));
        }

        for (int place = 0; place < memory.Mvs.Count; place++)
        {
            string id = memory.Mvs.Id(place);
            if (memory.Mvs[place] is { Version: > 0 } && facts.Mvs.Find(id) < 0)
                findings.Add(new("mv.record", $"MV '{id}': memory has version {memory.Mvs[place].Version} of its record, the facts have none", id));
        }

        if (!facts.Epochs.Declared.Select(epoch => epoch.Id).SequenceEqual(memory.Epochs.Declared.Select(epoch => epoch.Id)))
            findings.Add(new("epochs", $"the facts declare {facts.Epochs.Declared.Count} epochs, memory has other {memory.Epochs.Declared.Count}"));
        findings.Compare("quarantined rows", facts.Counts.Quarantined, memory.Counts.Quarantined);
        findings.Compare("catalogued MVs", facts.Counts.Mvs, memory.Counts.Mvs);
        return facts.Mvs.Count;
    }

    private static string? Difference(PartitionFold facts, int place, PartitionFold memory, int held)
    {
        if (held < 0)
            return "memory does not know it";
        (MvEntry a, MvEntry b) = (facts.Mvs[place], memory.Mvs[held]);
        if (a.Version != b.Version)
            return $"the facts have version {a.Version} of its record, memory has {b.Version}";
        if (a.Stage != b.Stage)
            return $"by the facts it stands at stage {a.Stage}, in memory at {b.Stage}";
        if (Dimensions(facts, a) != Dimensions(memory, b))
            return $"by the facts it counts under {Words(facts, a)}, in memory under {Words(memory, b)}";
        return facts.Mvs.TitleBytes(place).SequenceEqual(memory.Mvs.TitleBytes(held)) ? null : "memory has another title than the facts";
    }

    private static CellKey? Dimensions(PartitionFold fold, MvEntry mv) =>
        mv.Dimensions < 0 ? null : mv.Dimensions < fold.Dimensions.Count ? fold.Dimensions[mv.Dimensions] : default;

    private static string Words(PartitionFold fold, MvEntry mv) => Dimensions(fold, mv)?.ToString() ?? "nothing, being withdrawn";
}
