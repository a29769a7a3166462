using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Dissemination;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>The analysts' questions: one MV, one track, one creator, and dissemination by any dimensions.</summary>
public static class QueryEndpoints
{
    /// <summary>Page size where the caller names none.</summary>
    public const int DefaultPage = 100;

    /// <summary>Largest page.</summary>
    public const int MaxPage = 1_000;

    /// <summary>Most dimensions an answer is split by.</summary>
    public const int MaxDimensions = 6;

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapQueries(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1").WithTags("Answers").RequireAuthorization(KeyPolicies.Read);
        group.MapGet("/mvs/{id}", GetMvAsync)
            .WithSummary("One MV: its record, its genre with the source, its counters by platform")
            .Produces<MvJson>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/tracks/{id}", GetTrackAsync)
            .WithSummary("One track: its MVs, a page at a time, and the genre they agree on")
            .Produces<TrackJson>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/creators/{id}", GetCreatorAsync)
            .WithSummary("One creator and its MVs, a page at a time")
            .Produces<CreatorJson>().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/dissemination", GetDisseminationAsync)
            .WithSummary("MVs, impressions, clicks, views, likes and their rates, split by any dimensions")
            .WithDescription(
                "by: dimensions, comma-separated, of " + string.Join(", ", DimensionNames.All) + ". Any dimension may also be given as a parameter to "
                + "filter by, e.g. genre=rock or platform=youtube,vimeo; 'unstated' stands for no value. Click-through rate = clicks / impressions and "
                + "like rate = likes / views over the rows that report both. asOf: figures as of an instant of the past; the revisions say which manifest of each "
                + "partition was the last at or before it, and the windows end when that was written. Where several sources report one "
                + "counter, the precedence of today decides which counts, not that of then.")
            .AddOpenApiOperationTransformer((operation, _, _) => DisseminationParameters.DescribeAsync(operation))
            .Produces<DisseminationJson>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    /// <summary>The answer where an MV is asked for that there is not.</summary>
    internal static IResult UnknownMv(string id) => NotFound("mv.unknown", $"The catalogue holds no MV '{id}'. Import it with: gateway import FILE");

    private static async Task<IResult> GetMvAsync(string id, IGrainFactory grains, IEventLog log)
    {
        id = Identifier.Of(id);
        if (Identifier.Problem(id) is { } problem)
            return problem;
        if (await grains.GetGrain<IMvGrain>(id).GetAsync() is not { } record)
            return UnknownMv(id);

        PlatformCounters[] counters = await grains.GetGrain<IPartitionGrain>(Partitioning.Of(id, log.Partitions)).CountersAsync(id);
        return TypedResults.Ok(MvJson.Of(record, counters));
    }

    private static async Task<IResult> GetTrackAsync(string id, IGrainFactory grains, string? after = null, int limit = DefaultPage)
    {
        id = Identifier.Of(id);
        if ((Identifier.Problem(id) ?? PageProblem(limit)) is { } problem)
            return problem;
        return await grains.GetGrain<ITrackGrain>(id).GetAsync(after, limit) is { } track
            ? TypedResults.Ok(TrackJson.Of(track, limit))
            : NotFound("track.unknown", $"No MV in the catalogue shows a track '{id}'.");
    }

    private static async Task<IResult> GetCreatorAsync(string id, IGrainFactory grains, string? after = null, int limit = DefaultPage)
    {
        id = Identifier.Of(id);
        if ((Identifier.Problem(id) ?? PageProblem(limit)) is { } problem)
            return problem;
        return await grains.GetGrain<ICreatorGrain>(id).GetAsync(after, limit) is { } creator
            ? TypedResults.Ok(CreatorJson.Of(creator, limit))
            : NotFound("creator.unknown", $"No MV in the catalogue names a creator '{id}'.");
    }

    private static async Task<IResult> GetDisseminationAsync(HttpRequest request, IGrainFactory grains, TimeProvider time)
    {
        if (DisseminationQueryParser.TryParse(request.Query, out DisseminationQuery query, out DateTimeOffset? asOf) is { } wrong)
            return Problems.Of(StatusCodes.Status400BadRequest, "query.invalid", wrong);
        if (asOf is { } instant)
            return await PastAnswers.AnswerAsync(request.HttpContext, grains.GetGrain<IDisseminationGrain>(0), query, instant, time);

        DisseminationAnswer answer = await grains.GetGrain<IDisseminationGrain>(0).QueryAsync(query);
        return TypedResults.Ok(DisseminationJson.Of(query, answer, time.GetUtcNow()));
    }

    /// <summary>What is wrong with a page size; null where nothing is.</summary>
    internal static IResult? PageProblem(int limit) => limit is >= 1 and <= MaxPage
        ? null
        : Problems.Of(StatusCodes.Status400BadRequest, "query.limit", $"limit must be 1 to {MaxPage}, not {limit}.");

    private static IResult NotFound(string code, string detail) => Problems.Of(StatusCodes.Status404NotFound, code, detail);
}
