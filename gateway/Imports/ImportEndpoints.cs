using System.Text.RegularExpressions;
using MediaAnalytics.Contracts.Imports;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Gateway.Telemetry;
using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Gateway.Imports;

/// <summary>Catalogue imports.</summary>
public static partial class ImportEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/imports").WithTags("Imports");
        group.MapPost("", PostAsync)
            .RequireAuthorization(KeyPolicies.Ingest)
            .WithSummary("Imports a catalogue of MVs")
            .WithDescription(
                "The body is the catalogue (text/csv with a header line, application/x-ndjson, or application/vnd.apache.parquet; gzip allowed), or multipart/form-data with the parts media "
                + "(JSON lines of path and sha256 or problem) and catalogue. dryRun=true validates and reports only. The same upload again attaches to the "
                + "import that is under way. Bad rows go to quarantine; the rest lands.")
            .Accepts<string>("text/csv", "application/x-ndjson", "application/vnd.apache.parquet", "multipart/form-data", "*/*")
            .Produces<ImportJson>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        group.MapGet("/{id}", GetAsync).RequireAuthorization(KeyPolicies.ReadOrIngest).WithSummary("How far an import has come")
            .Produces<ImportJson>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/{id}/quarantine", GetQuarantineAsync).RequireAuthorization(KeyPolicies.ReadOrIngest).WithSummary("An import's bad rows as CSV: line, column, value, code, reason")
            .Produces<string>(StatusCodes.Status200OK, "text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        return routes;
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request, CatalogueSpool spool, ImportStarter starter, IntakeOptions options, CancellationToken cancellation,
        bool dryRun = false, string? format = null, string? fileName = null)
    {
        string tooLong = $"A catalogue may have {options.MaxCatalogueBytes} bytes at most: split it, or raise Intake:MaxCatalogueBytes at the server.";
        if (request.ContentLength > options.MaxCatalogueBytes) return Problems.Of(StatusCodes.Status413PayloadTooLarge, "body.tooLong", tooLong);
        try
        {
            (ImportUpload? upload, IResult? problem) = await ImportUploads.TakeAsync(request, dryRun, format, fileName, spool, options, cancellation);
            if (upload is null) return problem!;
            ImportStatus status = await starter.StartAsync(upload);
            RequestTrace.Import(status.Id);
            return TypedResults.Accepted($"/v1/imports/{status.Id}", ImportJson.Of(status));
        }
        catch (Exception fault) when (RequestBody.ProblemOf(request.HttpContext, fault, tooLong) is { } problem)
        {
            return problem;
        }
    }

    private static async Task<IResult> GetAsync(string id, IGrainFactory grains) =>
        await FindAsync(id, grains) is { } status ? TypedResults.Ok(ImportJson.Of(status)) : Unknown;

    private static async Task<IResult> GetQuarantineAsync(string id, IGrainFactory grains, IArtifactStore artifacts, CancellationToken cancellation)
    {
        if (await FindAsync(id, grains) is not { } status) return Unknown;
        Stream? file = await artifacts.OpenReadAsync(ArtifactKeys.Import(id, "quarantine.csv"), cancellation);
        return status.State != ImportState.Running && file is not null
            ? TypedResults.Stream(file, "text/csv; charset=utf-8", $"{id}.quarantine.csv")
            : Problems.Of(StatusCodes.Status409Conflict, "import.running", $"The import is still running: ask again once /v1/imports/{id} says that it has ended.");
    }

    private static async Task<ImportStatus?> FindAsync(string id, IGrainFactory grains) =>
        Id().IsMatch(id) ? await grains.GetGrain<IImportGrain>(id).GetAsync() : null;

    private static IResult Unknown => Problems.Of(
        StatusCodes.Status404NotFound, "import.unknown", "There is no such import; POST /v1/imports starts one and answers its address.");

    [GeneratedRegex("\\A[0-9a-f]{32}(-[0-9]{1,9})?\\z")]
    private static partial Regex Id();
}
