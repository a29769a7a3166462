using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>Which of a file's columns are which fields, and which fields have one value for the whole file.</summary>
internal sealed class FieldMap
{
    private readonly string?[] _columns = new string?[ReadingFields.Count];
    private readonly string?[] _values = new string?[ReadingFields.Count];

    /// <summary>Reads <c>--map field=column</c> and <c>--set field=value</c>.</summary>
    /// <exception cref="ClientFault">A field is unknown or stands there twice.</exception>
    public FieldMap(IEnumerable<string> maps, IEnumerable<string> sets)
    {
        foreach (string map in maps) Put(_columns, "--map", "field=column", map);
        foreach (string set in sets) Put(_values, "--set", "field=value", set);
    }

    /// <summary>The value that a field has in every row; null where it has a column, or none.</summary>
    public string? Value(ReadingField field) => _values[(int)field];

    /// <summary>The column that a field is taken from: the one that is mapped to it, else one of the field's own name.</summary>
    public string? Column(ReadingField field) => _values[(int)field] is not null ? null : _columns[(int)field] ?? ReadingFields.Names[(int)field];

    /// <summary>What a user knows a field by, for a quarantined row.</summary>
    public string NameFor(string field) => ReadingFields.Find(field) is not { } known ? field : Column(known) ?? $"--set {field}";

    /// <summary>The columns' places by field; -1 where a field has none.</summary>
    /// <exception cref="ClientFault">A mapped column is not in the file, or a field that every reading needs has none.</exception>
    public int[] Places(IReadOnlyList<string> columns)
    {
        var places = new int[ReadingFields.Count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = Place(columns, (ReadingField)i);
            bool needed = (ReadingField)i <= ReadingField.ObservedAt && _values[i] is null;
            string name = ReadingFields.Names[i];
            if (places[i] < 0 && _columns[i] is { } mapped) throw new ClientFault($"--map {name}={mapped}: the file has no column '{mapped}'. {Found(columns)}");
            if (places[i] < 0 && needed) throw new ClientFault($"No column holds {name}: name one with --map {name}=COLUMN, or one value with --set {name}=VALUE. {Found(columns)}");
        }

        if (places[(int)ReadingField.Impressions..].All(place => place < 0) && _values[(int)ReadingField.Impressions..].All(value => value is null))
            throw new ClientFault($"No column holds a counter: name one at least, as in --map views=COLUMN. {Found(columns)}");
        return places;
    }

    private int Place(IReadOnlyList<string> columns, ReadingField field)
    {
        if (Column(field) is not { } column) return -1;
        int[] exact = [.. Enumerable.Range(0, columns.Count).Where(i => columns[i] == column)];
        int[] found = exact.Length > 0 ? exact : [.. Enumerable.Range(0, columns.Count).Where(i => columns[i].Equals(column, StringComparison.OrdinalIgnoreCase))];
        return found.Length <= 1 ? found.FirstOrDefault(-1) : throw new ClientFault($"The file has {found.Length} columns '{column}': rename all but one.");
    }

    private static string Found(IReadOnlyList<string> columns) => $"Columns found: {string.Join(", ", columns)}";

    private static void Put(string?[] target, string option, string form, string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == text.Length - 1) throw new ClientFault($"{option} {text}: write {form}.");
        string name = text[..equals].Trim();
        if (ReadingFields.Find(name) is not { } field)
            throw new ClientFault($"{option} {text}: there is no field '{name}'. The fields are {string.Join(", ", ReadingFields.Names)}.");
        if (target[(int)field] is not null) throw new ClientFault($"{option} {name} stands there twice.");
        target[(int)field] = text[(equals + 1)..];
    }
}
