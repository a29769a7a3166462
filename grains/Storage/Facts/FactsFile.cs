namespace MediaAnalytics.Storage.Facts;

/// <summary>One facts file, as its partition's manifest names it.</summary>
public sealed record FactsFile
{
    /// <summary>Key in the artifact store.</summary>
    public required string Key { get; init; }

    /// <summary>Oldest log offset in it.</summary>
    public required long First { get; init; }

    /// <summary>Newest log offset in it; every offset between is in it too.</summary>
    public required long Last { get; init; }

    /// <summary>Rows of any kind.</summary>
    public required long Rows { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>XXH64 of the file, which is checked before the file is first read.</summary>
    public required ulong Hash { get; init; }
}
