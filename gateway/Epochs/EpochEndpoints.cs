using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Storage.EventLog;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaAnalytics.Gateway.Epochs;

/// <summary>The platforms' breaks of definition.</summary>
public static class EpochEndpoints
{
    private static readonly TimeSpan LogRetry = TimeSpan.FromSeconds(1);

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapEpochs(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/epochs").WithTags("Epochs");
        group.MapPost("", PostAsync)
            .RequireAuthorization(KeyPolicies.Admin)
            .WithSummary("Declares that a platform means something else by a counter from an instant on")
            .WithDescription(
                "A series does not compare across such a break. The answer comes when the declaration is durable; it holds, and GET /v1/epochs lists it, once it is "
                + "folded. A declaration is never taken back, and there is a limit to their number (Intake:MaxEpochs). Give it an id of your own to send it again safely: of two by one id the first stands. A date in at is "
                + "00:00 in zone (IANA name; UTC where left out).")
            .Accepts<EpochRequestJson>("application/json", "*/*")
            .Produces<EpochJson>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("", GetAsync).RequireAuthorization(KeyPolicies.Read).WithSummary("The declared breaks of definition, by platform and instant").Produces<EpochsJson>();
        return routes;
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request, IGrainFactory grains, IEventLog log, IntakeOptions options, TimeProvider time, CancellationToken cancellation, string? zone = null)
    {
        TimeZoneInfo? timeZone = TimeZoneInfo.Utc;
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out timeZone))
            return Problems.Of(StatusCodes.Status400BadRequest, "epoch.zone", "zone must be an IANA time zone, as in Asia/Shanghai.");
        (EpochRequestJson? declared, IResult? wrong) = await JsonBody.ReadAsync<EpochRequestJson>(request, cancellation);
        if (declared is null) return wrong!;
        (DefinitionEpoch? epoch, (string Code, string Reason)? problem) = EpochParser.Parse(declared, timeZone, time.GetUtcNow());
        if (epoch is null) return Problems.Of(StatusCodes.Status400BadRequest, problem!.Value.Code, problem.Value.Reason);
        DefinitionEpoch[] folded = await FoldedAsync(grains);
        if (folded.FirstOrDefault(known => known.Id == epoch.Id) is { } standing)
            return SaysTheSame(standing, epoch) ? Accepted(standing) : Differs(standing);
        if (folded.Length >= options.MaxEpochs) return TooMany(options.MaxEpochs);
        try
        {
            ReadOnlyMemory<byte> entry = LogEventCodec.Encode(new LogEvent.EpochDeclared(epoch));
            await log.AppendAsync([.. Enumerable.Range(0, log.Partitions).Select(partition => new LogAppend(partition, entry))], cancellation);
            return Accepted(epoch);
        }
        catch (EventLogUnavailableException unavailable)
        {
            return RetryAfter.Of(
                request.HttpContext, StatusCodes.Status503ServiceUnavailable, "epoch.log",
                unavailable.MayBeAppended
                    ? "The log did not answer; the epoch may have been declared, but that is not sure. Send it again with the same id, or see first whether it is listed."
                    : "The log could not commit; the epoch was not declared. Send it again, and have the server's disk looked at if this goes on.",
                LogRetry);
        }
    }

    private static async Task<IResult> GetAsync(IGrainFactory grains) => TypedResults.Ok(new EpochsJson(
        [.. (await FoldedAsync(grains)).OrderBy(epoch => epoch.Platform, StringComparer.Ordinal).ThenBy(epoch => epoch.At).Select(EpochJson.Of)]));

    /// <summary>Every partition folds every epoch: one of them is asked.</summary>
    private static Task<DefinitionEpoch[]> FoldedAsync(IGrainFactory grains) => grains.GetGrain<IPartitionGrain>(0).EpochsAsync();

    private static bool SaysTheSame(DefinitionEpoch a, DefinitionEpoch b) =>
        (a.Platform, a.At, a.Note) == (b.Platform, b.At, b.Note) && a.Counters.AsSpan().SequenceEqual(b.Counters);

    private static Accepted<EpochJson> Accepted(DefinitionEpoch epoch) => TypedResults.Accepted("/v1/epochs", EpochJson.Of(epoch));

    private static IResult TooMany(int limit) => Problems.Of(
        StatusCodes.Status409Conflict, "epoch.limit",
        $"There are {limit} definition epochs, as many as Intake:MaxEpochs allows, and none is ever taken back. This one was not declared. See GET /v1/epochs; "
        + "where all of them are meant, raise Intake:MaxEpochs (10000 at most), restart the server, and declare it again.");

    private static IResult Differs(DefinitionEpoch standing) => Problems.Of(
        StatusCodes.Status409Conflict, "epoch.differs",
        $"The epoch {standing.Id} was declared at {standing.DeclaredAt:O} with other contents, and stands. Declare this one under another id.");
}
