using MediaAnalytics.Contracts.Genre;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Storage;

namespace MediaAnalytics.Gateway.Models;

/// <summary>Which genre models there are, and which of them serves.</summary>
public static class ModelEndpoints
{
    private const string Unnamed = "API";
    private const string Followed =
        "The answer comes when the order is durable. Each accelerator silo loads the model beside the one that serves, warms it up and has it pass its golden check, then it "
        + "takes over; where it can't be used, the one before serves on, and GET /v1/models says why. Once every silo serves it, the catalogue is scored anew at low priority.";

    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(1);

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapModels(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/models").WithTags("Models");
        group.MapGet("", GetAsync).RequireAuthorization(KeyPolicies.Read)
            .WithSummary("The registered genre models with their cards, which one is to serve, which one each accelerator silo serves, and how far the catalogue has been scored anew")
            .Produces<ModelsJson>();
        RouteGroupBuilder changes = group.MapGroup("").RequireAuthorization(KeyPolicies.Admin);
        AcceptFile(changes.MapPost("", PostAsync)
            .WithSummary("Registers a genre model to be promoted later, sent as the file that 'silo train' writes")
            .WithDescription($"The file is kept, and nothing else changes. One that is registered already stays as it was. There is a limit of {ModelLimits.MaxVersions} models.")
            .Produces<ModelVersionJson>());
        AcceptFile(changes.MapPut("/serving", PutAsync)
            .WithSummary("Registers a genre model and has it serve, sent as the file that 'silo train' writes")
            .WithDescription(Followed).Produces<ServingModelJson>());
        changes.MapPut("/serving/{version}", PromoteAsync)
            .WithSummary("Has a registered genre model serve, named by its version or a beginning of it that no other has")
            .WithDescription(Followed)
            .Produces<ServingModelJson>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        changes.MapPost("/serving/rollback", RollBackAsync)
            .WithSummary("Has the genre model of the order before serve again")
            .WithDescription($"Each call goes one order further back, {ModelLimits.MaxPast} at most; after another order it begins from there. from, where given, is the "
                + $"sequence of the order in force: where another is, nothing changes (409), but a request that is sent twice goes back once and is answered alike. {Followed}")
            .Produces<ServingModelJson>().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        changes.MapDelete("/serving", ServeOwnAsync)
            .WithSummary("Goes back to the model that each silo starts with: the shipped one, or its --model")
            .Produces<ServingModelJson>().ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        changes.MapDelete("/versions/{version}", RemoveAsync)
            .WithSummary("Takes a genre model, named by its whole version, out of the registry")
            .WithDescription("Not one that serves or that a rollback can go back to. Its file stays in the artifact store, under models/ and its hash.")
            .Produces<ModelVersionJson>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static void AcceptFile(RouteHandlerBuilder endpoint) => endpoint
        .Accepts<byte[]>("application/octet-stream", "*/*")
        .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> GetAsync(IGrainFactory grains)
    {
        ModelsStatus status = await Registry(grains).GetAsync();
        return TypedResults.Ok(ModelsJson.Of(status, await grains.GetGrain<IRescoringGrain>(IRescoringGrain.Key).GetAsync()));
    }

    private static Task<IResult> PostAsync(HttpRequest request, ModelUpload upload, IntakeOptions options, IGrainFactory grains, CancellationToken cancellation) =>
        TakeAsync(request, upload, options, grains, serve: false, Version, cancellation);

    private static Task<IResult> PutAsync(HttpRequest request, ModelUpload upload, IntakeOptions options, IGrainFactory grains, CancellationToken cancellation) =>
        TakeAsync(request, upload, options, grains, serve: true, Order, cancellation);

    private static Task<IResult> PromoteAsync(HttpContext context, string version, IGrainFactory grains) =>
        ChangeAsync(context, () => Registry(grains).PromoteAsync(version, By(context)), Order);

    private static Task<IResult> RollBackAsync(HttpContext context, IGrainFactory grains, long? from = null) =>
        ChangeAsync(context, () => Registry(grains).RollBackAsync(from, By(context)), Order);

    private static Task<IResult> ServeOwnAsync(HttpContext context, IGrainFactory grains) =>
        ChangeAsync(context, async () => new(ModelOutcome.Done, await Registry(grains).ServeAsync(null, null, By(context)), null), Order);

    private static Task<IResult> RemoveAsync(HttpContext context, string version, IGrainFactory grains) =>
        ChangeAsync(context, () => Registry(grains).RemoveAsync(version), Version);

    private static async Task<IResult> TakeAsync(
        HttpRequest request, ModelUpload upload, IntakeOptions options, IGrainFactory grains, bool serve, Func<ModelAnswer, IResult> answer, CancellationToken cancellation)
    {
        if (request.ContentLength > options.MaxModelBytes) return TooLong(options);
        if (RequestBody.Open(request, options.MaxModelBytes) is not { } body) return RequestBody.UnknownEncoding;
        try
        {
            (RegisteredModel? model, string? fault) = await upload.TakeAsync(body, By(request.HttpContext), cancellation);
            return model is null
                ? Problems.Of(
                    StatusCodes.Status422UnprocessableEntity, "model.unusable", $"The body is no genre model: {fault}. Nothing changed. Send a file that 'silo train' wrote.")
                : await ChangeAsync(request.HttpContext, () => Registry(grains).RegisterAsync(model, serve), answer);
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

    private static async Task<IResult> ChangeAsync(HttpContext context, Func<Task<ModelAnswer>> change, Func<ModelAnswer, IResult> answer)
    {
        try
        {
            ModelAnswer changed = await change();
            return changed.Outcome == ModelOutcome.Done ? answer(changed) : ModelRefusals.Of(changed.Outcome);
        }
        catch (Exception fault) when (fault is StorageUnavailableException || fault.InnerException is StorageUnavailableException)
        {
            return RetryAfter.Of(
                context, StatusCodes.Status503ServiceUnavailable, "store.unavailable",
                "The server could not store the change; the model before serves on. Send it again, and have the server's disk looked at if this goes on.", StoreRetry);
        }
    }

    private static IGenreModelsGrain Registry(IGrainFactory grains) => grains.GetGrain<IGenreModelsGrain>(0);

    private static string By(HttpContext context) => context.User.Identity?.Name ?? Unnamed;

    private static IResult Order(ModelAnswer answer) => TypedResults.Ok(ServingModelJson.Of(answer.Serving));

    private static IResult Version(ModelAnswer answer) => TypedResults.Ok(ModelVersionJson.Of(answer.Model!));

    private static IResult TooLong(IntakeOptions options) => Problems.Of(
        StatusCodes.Status413PayloadTooLarge, "model.tooLarge",
        $"A model file may have {options.MaxModelBytes} bytes at most. Train a smaller one, or raise Intake:MaxModelBytes at the server.");
}
