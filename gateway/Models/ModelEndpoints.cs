using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Storage;

namespace MediaAnalytics.Gateway.Models;

/// <summary>Which genre model serves.</summary>
public static class ModelEndpoints
{
    private const string Unnamed = "API";
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(1);

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/models").WithTags("Models");
        group.MapGet("", GetAsync).RequireAuthorization(KeyPolicies.Read)
            .WithSummary("Which genre model is to serve, which one each accelerator silo serves, and how far the catalogue has been scored anew")
            .Produces<ModelsJson>();
        group.MapPut("/serving", PutAsync)
            .RequireAuthorization(KeyPolicies.Admin)
            .WithSummary("Has a genre model serve, sent as the file that 'silo train' writes")
            .WithDescription(
                "The answer comes when the order is durable. Each accelerator silo loads the model beside the one that serves and warms it up, then it takes over; where "
                + "it can't be used, the one before serves on, and GET /v1/models says why. Once every silo serves it, the catalogue is scored anew at low priority.")
            .Accepts<byte[]>("application/octet-stream", "*/*")
            .Produces<ServingModelJson>().ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapDelete("/serving", DeleteAsync)
            .RequireAuthorization(KeyPolicies.Admin)
            .WithSummary("Goes back to the model that each silo starts with: the shipped one, or its --model")
            .Produces<ServingModelJson>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<ModelsJson> GetAsync(IGrainFactory grains)
    {
        ModelsStatus status = await grains.GetGrain<IGenreModelsGrain>(0).GetAsync();
        return ModelsJson.Of(status, await grains.GetGrain<IRescoringGrain>(IRescoringGrain.Key).GetAsync());
    }

    private static async Task<IResult> PutAsync(
        HttpRequest request, ModelUpload upload, IntakeOptions options, IGrainFactory grains, CancellationToken cancellation)
    {
        if (request.ContentLength > options.MaxModelBytes) return TooLong(options);
        if (RequestBody.Open(request, options.MaxModelBytes) is not { } body) return RequestBody.UnknownEncoding;
        try
        {
            (string? key, string? version, string? fault) = await upload.TakeAsync(body, cancellation);
            return key is null
                ? Problems.Of(
                    StatusCodes.Status422UnprocessableEntity, "model.unusable", $"The body is no genre model: {fault}. Nothing changed. Send a file that 'silo train' wrote.")
                : await ServeAsync(request.HttpContext, grains, key, version);
        }
        catch (BodyTooLongException)
        {
            return TooLong(options);
        }
        catch (Exception fault) when (RequestBody.ProblemOf(request.HttpContext, fault, "") is { } problem)
        {
            return problem;
        }
    }

    private static Task<IResult> DeleteAsync(HttpContext context, IGrainFactory grains) => ServeAsync(context, grains, null, null);

    private static async Task<IResult> ServeAsync(HttpContext context, IGrainFactory grains, string? key, string? version)
    {
        try
        {
            return TypedResults.Ok(ServingModelJson.Of(
                await grains.GetGrain<IGenreModelsGrain>(0).ServeAsync(key, version, context.User.Identity?.Name ?? Unnamed)));
        }
        catch (Exception fault) when (fault is StorageUnavailableException || fault.InnerException is StorageUnavailableException)
        {
            return RetryAfter.Of(
                context, StatusCodes.Status503ServiceUnavailable, "store.unavailable",
                "The server could not store the order; the model before serves on. Send it again, and have the server's disk looked at if this goes on.", StoreRetry);
        }
    }

    private static IResult TooLong(IntakeOptions options) => Problems.Of(
        StatusCodes.Status413PayloadTooLarge, "model.tooLarge",
        $"A model file may have {options.MaxModelBytes} bytes at most. Train a smaller one, or raise Intake:MaxModelBytes at the server.");
}
