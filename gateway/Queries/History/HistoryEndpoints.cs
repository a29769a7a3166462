using MediaAnalytics.Contracts.Catalogue;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Contracts.Observations.History;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Gateway.Queries.History;

/// <summary>How one MV's numbers came about, and what they are made of. Withdrawn and uncatalogued MVs have a past, too.</summary>
public static class HistoryEndpoints
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapHistory(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/mvs/{id}").WithTags("Answers").RequireAuthorization(KeyPolicies.Read);
        group.MapGet("/history", GetHistoryAsync)
            .WithSummary("One MV's counters over time: what was gained and removed in each span, and the totals at its end")
            .WithDescription(
                "A change belongs to the span of its later reading, whole. Late readings restate their span and the one after it, and raise its revision. Spans "
                + $"without readings are left out. An answer has at most {HistoryQuery.MaxRows} rows. As CSV: a line for each platform, span and counter.")
            .Produces<HistoryJson>(StatusCodes.Status200OK, "application/json", HistoryCsv.Type)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/explain", GetExplanationAsync)
            .WithSummary("Everything that one MV's numbers are made of")
            .WithDescription(
                "The sums by platform and counter, and, a page at a time in log order, every reading as it came with what became of it, every version of the MV's "
                + "record with what it changed, and the breaks of definition of its platforms.")
            .Produces<ExplanationJson>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<IResult> GetHistoryAsync(
        string id, [AsParameters] HistoryParameters parameters, HttpContext context, IGrainFactory grains, IEventLog log)
    {
        id = Identifier.Of(id);
        if (Identifier.Problem(id) is { } problem)
            return problem;
        (HistoryQuery? query, (string Code, string Reason)? wrong) = HistoryQueryParser.Parse(parameters);
        if (query is null)
            return Problems.Of(StatusCodes.Status400BadRequest, wrong!.Value.Code, wrong.Value.Reason);

        HistoryAnswer<MvHistory> answer = await Partition(id, grains, log).HistoryAsync(id, query);
        if (answer.Answer is not { } history)
            return Failed(context, answer.Fault, answer.Detail);
        if (history.Readings == 0 && await grains.GetGrain<IMvGrain>(id).GetAsync() is null)
            return Unknown(id);
        bool csv = parameters.Format is { } format ? format == "csv" : PrefersCsv(context.Request);
        return csv ? TypedResults.Text(HistoryCsv.Of(id, history), HistoryCsv.Type) : TypedResults.Ok(HistoryJson.Of(id, query, history));
    }

    private static async Task<IResult> GetExplanationAsync(
        string id, HttpContext context, IGrainFactory grains, IEventLog log, string? after = null, int limit = QueryEndpoints.DefaultPage)
    {
        id = Identifier.Of(id);
        if ((Identifier.Problem(id) ?? QueryEndpoints.PageProblem(limit)) is { } problem)
            return problem;
        if (InputCursor.Parse(after) is not { } place)
            return Problems.Of(StatusCodes.Status400BadRequest, "explain.after", "after must be what the page before gave as next.");

        HistoryAnswer<MvExplanation> answer = await Partition(id, grains, log).ExplainAsync(id, place, limit);
        if (answer.Answer is not { } explanation)
            return Failed(context, answer.Fault, answer.Detail);
        return explanation.InputCount == 0 && await grains.GetGrain<IMvGrain>(id).GetAsync() is null
            ? Unknown(id)
            : TypedResults.Ok(ExplanationJson.Of(id, explanation));
    }

    private static IPartitionGrain Partition(string id, IGrainFactory grains, IEventLog log) =>
        grains.GetGrain<IPartitionGrain>(Partitioning.Of(id, log.Partitions));

    private static IResult Unknown(string id) => Problems.Of(
        StatusCodes.Status404NotFound, "mv.unknown", $"The catalogue holds no MV '{id}', and no reading of it has been folded.");

    private static IResult Failed(HttpContext context, HistoryFault fault, string detail) => fault switch
    {
        HistoryFault.TooManyRows => Problems.Of(
            StatusCodes.Status400BadRequest, "history.tooManyRows", $"{detail} Ask for a shorter range (from, to), one platform, or a coarser granularity."),
        HistoryFault.FactsDamaged => Problems.Of(StatusCodes.Status503ServiceUnavailable, "facts.damaged", detail),
        HistoryFault.TooLong => Problems.Of(
            StatusCodes.Status503ServiceUnavailable, "history.tooLong", $"{detail} Ask again when the server is less busy."),
        _ => RetryAfter.Of(context, StatusCodes.Status503ServiceUnavailable, "history.busy", detail, Retry),
    };

    /// <summary>Whether the request's most wanted media type is CSV.</summary>
    private static bool PrefersCsv(HttpRequest request) =>
        request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault() is { } first
        && first.MediaType.Equals(HistoryCsv.Type, StringComparison.OrdinalIgnoreCase);
}
