using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Storage.Rows;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace MediaAnalytics.Gateway.Imports;

/// <summary>Takes an upload off a request: a catalogue alone, or multipart/form-data with the parts <c>media</c> and <c>catalogue</c>.</summary>
internal static class ImportUploads
{
    private const int FileNameLength = 255;

    /// <summary>Spools what was sent, or says what is wrong with it; then nothing is kept.</summary>
    public static async Task<(ImportUpload? Upload, IResult? Problem)> TakeAsync(
        HttpRequest request, bool dryRun, string? format, string? fileName, CatalogueSpool spool, IntakeOptions options, CancellationToken cancellation)
    {
        if (RequestBody.Open(request, options.MaxCatalogueBytes) is not { } body) return (null, RequestBody.UnknownEncoding);
        if (Boundary(request.ContentType) is { } boundary)
            return await TakePartsAsync(new(boundary, body), dryRun, format, fileName, spool, cancellation);
        if (CatalogueFormats.Find(format, request.ContentType, fileName) is not { } found) return (null, UnknownFormat);
        SpooledFile catalogue = await spool.StoreAsync(body, "catalogue", cancellation);
        return await CheckedAsync(new(catalogue, null, found, NameFor(fileName), dryRun), spool);
    }

    private static async Task<(ImportUpload? Upload, IResult? Problem)> TakePartsAsync(
        MultipartReader parts, bool dryRun, string? format, string? fileName, CatalogueSpool spool, CancellationToken cancellation)
    {
        SpooledFile? media = null, catalogue = null;
        string? type = null;
        try
        {
            while (await NextAsync(parts, cancellation) is { } part)
            {
                ContentDispositionHeaderValue? disposition = part.GetContentDispositionHeader();
                string name = HeaderUtilities.RemoveQuotes(disposition?.Name ?? default).ToString();
                if (name == "media" && media is null) media = await spool.StoreAsync(part.Body, "media", cancellation);
                else if (name == "catalogue" && catalogue is null)
                {
                    type = part.ContentType;
                    fileName ??= HeaderUtilities.RemoveQuotes(disposition!.FileName).Value;
                    catalogue = await spool.StoreAsync(part.Body, "catalogue", cancellation);
                }
                else
                {
                    await spool.DeleteAsync(media, catalogue);
                    return (null, BadParts($"the part '{RowText.Quote(name)}' is unknown or stands there twice"));
                }
            }
        }
        catch
        {
            await spool.DeleteAsync(media, catalogue);
            throw;
        }

        if (catalogue is not null && CatalogueFormats.Find(format, type, fileName) is { } found)
            return await CheckedAsync(new(catalogue, media, found, NameFor(fileName), dryRun), spool);
        await spool.DeleteAsync(media, catalogue);
        return (null, catalogue is null ? BadParts("there is no part 'catalogue'") : UnknownFormat);
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader parts, CancellationToken cancellation)
    {
        try
        {
            return await parts.ReadNextSectionAsync(cancellation);
        }
        catch (IOException cut) when (cut is not BadHttpRequestException)
        {
            throw new InvalidDataException("the multipart body ends before its last boundary", cut);
        }
    }

    private static async Task<(ImportUpload? Upload, IResult? Problem)> CheckedAsync(ImportUpload upload, CatalogueSpool spool)
    {
        if (upload.Catalogue.Bytes > 0) return (upload, null);
        await spool.DeleteAsync(upload.Catalogue, upload.Media);
        return (null, Problems.Of(StatusCodes.Status400BadRequest, "catalogue.empty", "The catalogue is empty: send CSV with a header line, JSON lines, or Parquet."));
    }

    private static string? Boundary(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 100 } boundary
            ? boundary.Value
            : null;

    private static string NameFor(string? fileName)
    {
        string name = RowText.Quote(fileName ?? "");
        return name.Length == 0 ? "catalogue" : name.Length > FileNameLength ? name[..FileNameLength] : name;
    }

    private static IResult BadParts(string what) => Problems.Of(
        StatusCodes.Status400BadRequest, "import.parts", $"A multipart import has the parts media (optional, JSON lines of path and sha256 or problem) and catalogue: {what}.");

    private static IResult UnknownFormat => Problems.Of(
        StatusCodes.Status415UnsupportedMediaType, "import.format",
        "Say what the catalogue is: Content-Type text/csv, application/x-ndjson or application/vnd.apache.parquet, or ?format=csv, jsonl or parquet.");
}
