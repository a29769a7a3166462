namespace MediaAnalytics.Tests.Unit.Catalogue;

/// <summary>Which parents were told of which MVs, the highest version of each; one parent may fail, once.</summary>
internal sealed class LinkTable
{
    private readonly Dictionary<(string Parent, string Mv), (long Version, bool Stands)> _rows = [];

    /// <summary>A parent that fails the next time it is told.</summary>
    public string? Failing { get; set; }

    public IEnumerable<string> Parents(string mv) =>
        _rows.Where(row => row.Key.Mv == mv && row.Value.Stands).Select(row => row.Key.Parent).Order(StringComparer.Ordinal);

    public void Put(string parent, string mv, long version, bool stands)
    {
        if (_rows.GetValueOrDefault((parent, mv)).Version < version) _rows[(parent, mv)] = (version, stands);
        if (Failing != parent) return;
        Failing = null;
        throw new IOException($"{parent} has no room left");
    }
}
