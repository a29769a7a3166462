using System.Runtime.InteropServices;
using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Grains.Dissemination;

/// <summary>Splits, filters and sums cells. Pure.</summary>
internal static class CellQuery
{
    /// <summary>Answers a query from the partitions' tables.</summary>
    public static DisseminationAnswer Answer(DisseminationQuery query, IEnumerable<CellTable> tables, int partitions)
    {
        // MVs are counted per platform only where the question is about platforms; else each MV counts once, with readings or without.
        // The total counts each MV once, unless platforms are filtered for: then it counts rows of (MV, platform).
        bool filtersPlatform = query.Where.ContainsKey(Dimension.Platform);
        bool countsByPlatform = filtersPlatform || query.By.Contains(Dimension.Platform);
        var groups = new Dictionary<GroupKey, CellSums>();
        CellSums total = default;
        List<PartitionRevision> revisions = [];

        foreach (CellTable table in tables)
        {
            revisions.Add(new(table.Partition, table.Epoch, table.Sequence, table.Offset, table.At, table.WindowsSince, table.Manifest));
            foreach (Cell cell in table.Cells)
            {
                bool hasPlatform = cell.Key.Platform is not null;
                if (!query.Where.All(filter => Matches(filter.Value, CellDimensions.Value(cell.Key, filter.Key))))
                    continue;

                total += hasPlatform && !filtersPlatform ? cell.Sums with { Mvs = 0 } : cell.Sums;
                if (countsByPlatform && !hasPlatform)
                    continue;

                CellSums sums = hasPlatform && !countsByPlatform ? cell.Sums with { Mvs = 0 } : cell.Sums;
                var key = new GroupKey([.. query.By.Select(dimension => CellDimensions.Value(cell.Key, dimension))]);
                ref CellSums group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, key, out _);
                group += sums;
            }
        }

        DisseminationRow[] rows = [.. groups
            .OrderByDescending(group => group.Value.Net.Views).ThenByDescending(group => group.Value.Mvs).ThenBy(group => group.Key)
            .Select(group => new DisseminationRow(group.Key.Values, group.Value))];
        revisions.Sort((a, b) => a.Partition.CompareTo(b.Partition));
        return new(rows, total, [.. revisions], partitions);
    }

    /// <summary>Adds the partitions' overviews up.</summary>
    public static Overview Merge(IEnumerable<Overview> overviews)
    {
        var stages = new long[Overview.Empty.Stages.Length];
        List<TopMv> top = [];
        long readings = 0, corrections = 0;
        foreach (Overview overview in overviews)
        {
            for (int i = 0; i < Math.Min(stages.Length, overview.Stages.Length); i++)
                stages[i] += overview.Stages[i];
            top.AddRange(overview.Top);
            readings += overview.Readings;
            corrections += overview.Corrections;
        }

        TopMv[] fastest = [.. top.OrderByDescending(mv => mv.GainedLastDay).ThenByDescending(mv => mv.Views).ThenBy(mv => mv.Mv, StringComparer.Ordinal).Take(Overview.TopLength)];
        return new(stages, fastest, readings, corrections);
    }

    private static bool Matches(string[] accepted, string? value) =>
        accepted.Contains(value ?? CellDimensions.Unstated, StringComparer.OrdinalIgnoreCase);

    /// <summary>Values of the dimensions asked for, equal by value.</summary>
    private readonly record struct GroupKey(string?[] Values) : IComparable<GroupKey>
    {
        public bool Equals(GroupKey other) => Values.AsSpan().SequenceEqual(other.Values);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (string? value in Values)
                hash.Add(value);
            return hash.ToHashCode();
        }

        public int CompareTo(GroupKey other)
        {
            for (int i = 0; i < Values.Length; i++)
            {
                int order = string.CompareOrdinal(Values[i], other.Values[i]);
                if (order != 0)
                    return order;
            }

            return 0;
        }
    }
}
