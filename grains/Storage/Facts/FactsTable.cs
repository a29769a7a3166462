using DuckDB.NET.Data;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Storage.Facts;

/// <summary>Puts log entries into the table that a facts file is made of, in the file's order.</summary>
internal static class FactsTable
{
    private const int RowsBetweenStops = 1024;

    /// <summary>Fills the table; the number of rows that the file is to have.</summary>
    /// <exception cref="InvalidDataException">An entry is not an event of a known version, or has an id that no event may have.</exception>
    public static long Fill(DuckDbSession session, IReadOnlyList<LogEntry> entries)
    {
        var sorter = new FactsSorter();
        foreach (var entry in entries)
        {
            session.Stop.ThrowIfCancellationRequested();
            sorter.Add(in entry);
        }

        session.Execute(FactsSchema.CreateTable);
        using var table = session.Append("fact");
        long rows = 0;
        foreach (var row in sorter.Sorted())
        {
            if (++rows % RowsBetweenStops == 0)
            {
                session.Stop.ThrowIfCancellationRequested();
            }

            Append(table.CreateRow(), sorter, in row);
        }

        return rows;
    }

    // The appender takes what it is given for the column's type, so every number is written with its column's width.
    private static void Append(IDuckDBAppenderRow to, FactsSorter sorter, in FactsRow row)
    {
        var entry = sorter.Entry(in row);
        to.AppendValue((byte?)entry.Kind)
            .AppendValue((long?)entry.Offset)
            .AppendValue((int?)row.Ordinal)
            .AppendValue(entry.Batch?.Id)
            .AppendValue(entry.Batch?.ReceivedAt.UtcTicks)
            .AppendValue(entry.Batch?.Appended)
            .AppendValue(entry.Batch?.Quarantined)
            .AppendValue(sorter.Text(row.Mv))
            .AppendValue(sorter.Text(row.Platform))
            .AppendValue(sorter.Text(row.Source))
            .AppendValue(row.At);
        for (int counter = 0; counter < Counters.Count; counter++)
        {
            to.AppendValue(sorter.Value(in row, counter));
        }

        to.AppendValue(entry.Version);
        _ = entry.Body is { } body ? to.AppendValue(body) : to.AppendNullValue();
        to.EndRow();
    }
}
