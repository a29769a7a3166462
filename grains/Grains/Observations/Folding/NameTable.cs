namespace MediaAnalytics.Grains.Observations.Folding;

/// <summary>Names that come again and again, by place. One thread at a time.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> lookup;
    private readonly List<string> names = [];

    public NameTable() => lookup = places.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many there are.</summary>
    public int Count => names.Count;

    /// <summary>The name at a place.</summary>
    public string this[int place] => names[place];

    /// <summary>The place of a name; -1 where unknown.</summary>
    public int Find(string name) => places.GetValueOrDefault(name, -1);

    /// <summary>The place of a name, added where new.</summary>
    public int Place(ReadOnlySpan<char> name)
    {
        if (lookup.TryGetValue(name, out int place))
            return place;
        places.Add(name.ToString(), names.Count);
        names.Add(name.ToString());
        return names.Count - 1;
    }
}
