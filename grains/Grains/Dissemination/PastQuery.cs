using MediaAnalytics.Contracts.Dissemination;

namespace MediaAnalytics.Grains.Dissemination;

/// <summary>Answers from the partitions' tables of the past. Pure.</summary>
internal static class PastQuery
{
    /// <summary>The answer; refused where one partition refuses, and then by what no partition can be asked to wait for first.</summary>
    public static PastAnswer Answer(DisseminationQuery query, IReadOnlyList<PastTable> tables)
    {
        if (tables.Where(table => table.Table is null).MinBy(table => Rank(table.Refusal)) is not { } refused)
            return new(CellQuery.Answer(query, tables.Select(table => table.Table!), tables.Count));
        return new(null, refused.Refusal, tables.Max(table => table.Earliest), refused.Detail);
    }

    private static int Rank(PastRefusal refusal) => Array.IndexOf([PastRefusal.NotKept, PastRefusal.Damaged, PastRefusal.Slow, PastRefusal.Busy], refusal);
}
