namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>Reads a catalogue row by row. A bad row costs itself alone. One caller at a time.</summary>
internal interface ICatalogueReader : IAsyncDisposable
{
    /// <summary>Where the next row is: a number that grows with each row, and is the same whenever the file is read.</summary>
    long Position { get; }

    /// <summary>Bytes of the file read so far, or about so many.</summary>
    long BytesRead { get; }

    /// <summary>Columns seen so far that the product has no meaning for.</summary>
    IReadOnlyList<string> UnknownColumns { get; }

    /// <summary>The next row; null at the end.</summary>
    ValueTask<CatalogueRow?> ReadAsync(CancellationToken cancellation = default);
}
