using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Gateway.Telemetry;
using MediaAnalytics.Storage.Artifacts;

namespace MediaAnalytics.Gateway.Media;

/// <summary>Media files, uploaded under the hash of their bytes.</summary>
public static class MediaEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapMedia(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/media").WithTags("Media").RequireAuthorization(KeyPolicies.Ingest);
        group.MapPut("/{sha256}", PutAsync)
            .WithSummary("Uploads a media file under the SHA-256 of its bytes")
            .WithDescription("The body is the file itself. It is verified against the hash; a file that is there already is not stored again.")
            .Produces(StatusCodes.Status201Created).Produces(StatusCodes.Status200OK)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        group.MapMethods("/{sha256}", [HttpMethods.Head], HeadAsync)
            .WithSummary("Whether a media file is stored")
            .Produces(StatusCodes.Status200OK).Produces(StatusCodes.Status404NotFound);
        return routes;
    }

    private static async Task<IResult> PutAsync(
        string sha256, HttpRequest request, MediaStore media, IntakeOptions options, CancellationToken cancellation)
    {
        if (!ArtifactKeys.IsSha256(sha256)) return BadHash;
        RequestTrace.Media(sha256);
        if (request.ContentLength > options.MaxMediaBytes) return TooLarge(options);
        if (RequestBody.Open(request, options.MaxMediaBytes) is not { } body) return RequestBody.UnknownEncoding;
        try
        {
            return await media.PutAsync(sha256, body, options.MaxMediaBytes, cancellation) switch
            {
                MediaPutOutcome.Stored => TypedResults.Created($"/v1/media/{sha256}"),
                MediaPutOutcome.AlreadyPresent => TypedResults.Ok(),
                MediaPutOutcome.TooLarge => TooLarge(options),
                _ => Problems.Of(
                    StatusCodes.Status422UnprocessableEntity, "media.hashMismatch", "The body's SHA-256 is not the one in the address; nothing was kept. Send it again."),
            };
        }
        catch (BodyTooLongException)
        {
            return TooLarge(options);
        }
        catch (Exception fault) when (RequestBody.ProblemOf(request.HttpContext, fault, "") is { } problem)
        {
            return problem;
        }
    }

    private static async Task<IResult> HeadAsync(string sha256, MediaStore media, CancellationToken cancellation) =>
        !ArtifactKeys.IsSha256(sha256) ? TypedResults.BadRequest()
        : await media.ExistsAsync(sha256, cancellation) ? TypedResults.Ok()
        : TypedResults.NotFound();

    private static IResult BadHash => Problems.Of(
        StatusCodes.Status400BadRequest, "media.hash", "The address must end with the SHA-256 of the file as 64 lower-case hex digits (sha256sum prints it).");

    private static IResult TooLarge(IntakeOptions options) => Problems.Of(
        StatusCodes.Status413PayloadTooLarge, "media.tooLarge",
        $"A media file may have {options.MaxMediaBytes} bytes at most. Send a shorter one, or raise Intake:MaxMediaBytes at the server.");
}
