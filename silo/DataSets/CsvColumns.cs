using Sylvan.Data.Csv;

namespace MediaAnalytics.Silo.DataSets;

/// <summary>Finds columns by name, whatever their case.</summary>
internal static class CsvColumns
{
    public static int? Optional(CsvDataReader csv, string name)
    {
        for (int i = 0; i < csv.FieldCount; i++)
        {
            if (string.Equals(csv.GetName(i).Trim(), name, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return null;
    }

    public static int Required(CsvDataReader csv, string file, string name) =>
        Optional(csv, name) ?? throw new DataSetException($"{file} has no column '{name}'. Add it to the header line.");
}
