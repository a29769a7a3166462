using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Gateway.Queries;
using MediaAnalytics.Storage;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Rows;

namespace MediaAnalytics.Gateway.Edits;

/// <summary>Edits of one MV's record apart from a catalogue's rows. Answers follow them at once, over all of the MV's history.</summary>
public static class EditEndpoints
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(1);

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapEdits(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/mvs").WithTags("Edits").RequireAuthorization(KeyPolicies.Ingest);
        group.MapPost("/{id}/track", MoveAsync)
            .WithSummary("Moves an MV to another track, or to none")
            .WithDescription(
                "The answer is the new record and comes when the move is durable; the same track again changes nothing. A catalogue row replaces all that was "
                + "said of its MV: one that still names the old track, imported later, moves the MV back.")
            .Accepts<MoveToTrackJson>("application/json", "*/*")
            .Produces<MvJson>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapDelete("/{id}", WithdrawAsync)
            .WithSummary("Withdraws an MV: it leaves its track, its creators, the page and every sum; its own record and history stay")
            .WithDescription(
                "The answer is the record with withdrawnAt and comes when the withdrawal is durable; a second time changes nothing. The record and its readings are "
                + "kept, GET /v1/mvs/{id} still shows it, and its decoding and recognition stop. Importing a catalogue row of it brings it back (counted as "
                + "updated), with the genre recognised before where the media is the same.")
            .Produces<MvJson>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<IResult> MoveAsync(string id, HttpRequest request, IGrainFactory grains, IEventLog log, CancellationToken cancellation)
    {
        (MoveToTrackJson? move, IResult? wrong) = await JsonBody.ReadAsync<MoveToTrackJson>(request, cancellation);
        string? track = move?.Track is { } named ? RowText.Clean(named) : null;
        return wrong ?? (track is null ? null : Identifier.Problem(track))
            ?? await EditAsync(id, request.HttpContext, grains, log, mv => mv.MoveToTrackAsync(track), keepsWithdrawn: false);
    }

    private static Task<IResult> WithdrawAsync(string id, HttpContext context, IGrainFactory grains, IEventLog log) =>
        EditAsync(id, context, grains, log, mv => mv.WithdrawAsync(), keepsWithdrawn: true);

    /// <summary>Edits an MV and shows it as it stands then.</summary>
    private static async Task<IResult> EditAsync(
        string id, HttpContext context, IGrainFactory grains, IEventLog log, Func<IMvGrain, Task<MvRecord?>> edit, bool keepsWithdrawn)
    {
        id = Identifier.Of(id);
        if (Identifier.Problem(id) is { } problem) return problem;
        try
        {
            if (await edit(grains.GetGrain<IMvGrain>(id)) is not { } record) return QueryEndpoints.UnknownMv(id);
            if (record.WithdrawnAt is { } at && !keepsWithdrawn)
                return Problems.Of(
                    StatusCodes.Status409Conflict, "mv.withdrawn",
                    $"MV '{id}' was withdrawn at {at:O}. Import its row again to bring it back, then move it.");
            PlatformCounters[] counters = await grains.GetGrain<IPartitionGrain>(Partitioning.Of(id, log.Partitions)).CountersAsync(id);
            return TypedResults.Ok(MvJson.Of(record, counters));
        }
        catch (Exception fault) when (fault is StorageUnavailableException || fault.InnerException is StorageUnavailableException)
        {
            return RetryAfter.Of(
                context, StatusCodes.Status503ServiceUnavailable, "store.unavailable",
                "The server could not store the change; nothing of it was kept. Send it again, and have the server's disk looked at if this goes on.", StoreRetry);
        }
    }
}
