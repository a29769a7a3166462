using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Storage.Artifacts;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Grains.Catalogue.Importing;

/// <summary>
/// The rows of a spooled import in order. After a restart it is read from the beginning up to the checkpoint, which is cheap beside the rows' upserts
/// and brings back what it knows of repeated ids, so that a resumed import equals an undisturbed one. One caller at a time.
/// </summary>
internal sealed class ImportSource : IAsyncDisposable
{
    private readonly ICatalogueReader _reader;
    private readonly MediaMap? _media;
    private readonly RowIdentities _identities = new();

    private ImportSource(ICatalogueReader reader, MediaMap? media)
    {
        _reader = reader;
        _media = media;
    }

    /// <summary>Columns seen so far that the product has no meaning for.</summary>
    public IReadOnlyList<string> UnknownColumns => _reader.UnknownColumns;

    /// <summary>Opens an import's spooled files, or says why they can't be read.</summary>
    public static async Task<(ImportSource? Source, CatalogueFault? Fault)> OpenAsync(
        IArtifactStore artifacts, ImportRequest request, CancellationToken cancellation = default)
    {
        MediaMap? media = null;
        if (request.MediaMap is { } map)
        {
            if (await artifacts.OpenReadAsync(map, cancellation) is not { } mapStream) return (null, Missing);
            (media, CatalogueFault? mapFault) = await MediaMap.ReadAsync(mapStream, cancellation);
            if (mapFault is not null) return (null, mapFault);
        }

        if (await artifacts.OpenReadAsync(request.Artifact, cancellation) is not { } stream) return (null, Missing);
        (ICatalogueReader? reader, CatalogueFault? fault) = request.Format == CatalogueFormat.Parquet
            ? await ParquetCatalogueReader.OpenAsync(stream, cancellation)
            : await CatalogueReader.OpenAsync(stream, request.Format, cancellation);
        return reader is null ? (null, fault) : (new(reader, media), null);
    }

    /// <summary>Reads up to a checkpoint, at most <paramref name="maxRows"/> rows a call. False where there is more to read.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is not at the end of a row: the spooled file is not the one that was started with.</exception>
    public async Task<bool> SkipToAsync(long checkpoint, int maxRows, CancellationToken cancellation = default)
    {
        for (int row = 0; row < maxRows && _reader.Position < checkpoint; row++)
            if (await NextAsync(cancellation) is null) throw new InvalidDataException($"the file ends before the checkpoint at {checkpoint}");
        if (_reader.Position > checkpoint && checkpoint > 0) throw new InvalidDataException($"no row ends at the checkpoint at {checkpoint}");
        return _reader.Position >= checkpoint;
    }

    /// <summary>The next rows, <paramref name="maxRows"/> at most.</summary>
    public async Task<ImportChunk> ReadAsync(int maxRows, CancellationToken cancellation = default)
    {
        var chunk = new ImportChunk(new(maxRows), [], 0, 0, Ended: false);
        for (int row = 0; row < maxRows; row++)
        {
            if (await NextAsync(cancellation) is not { } next) return chunk with { Position = _reader.Position, BytesRead = _reader.BytesRead, Ended = true };
            if (next.Entry is { } entry) chunk.Entries.Add(_media?.Apply(entry) ?? entry);
            else chunk.Quarantined.Add(next.Problem!);
        }

        return chunk with { Position = _reader.Position, BytesRead = _reader.BytesRead };
    }

    public ValueTask DisposeAsync() => _reader.DisposeAsync();

    private static CatalogueFault Missing { get; } = new("import.spoolMissing", "The uploaded file is no longer in the artifact store; send it again.");

    private async ValueTask<CatalogueRow?> NextAsync(CancellationToken cancellation)
    {
        if (await _reader.ReadAsync(cancellation) is not { } row) return null;
        if (row.Entry is not { } entry || _identities.TryAdd(entry.Id, row.Hash)) return row;
        return row with
        {
            Entry = null,
            Problem = new QuarantinedRow(row.Line, "id", RowText.Quote(entry.Id), "catalogue.repeatedId",
                "an earlier row of this file has the same id and says something else; that row was taken"),
        };
    }
}
