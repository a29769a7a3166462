using MediaAnalytics.Contracts.Dissemination;
using MediaAnalytics.Gateway.Dissemination;
using MediaAnalytics.Gateway.Intake;

namespace MediaAnalytics.Gateway.Queries;

/// <summary>Answers as of an instant, or says why there is none.</summary>
internal static class PastAnswers
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    /// <summary>Answers a question as of an instant.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext context, IDisseminationGrain view, DisseminationQuery query, DateTimeOffset asOf, TimeProvider time)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (asOf > now)
            return Problems.Of(StatusCodes.Status400BadRequest, "asOf.future", $"asOf is {asOf:O}, but it is only {now:O} here. Leave asOf out for the present.");

        PastAnswer past = await view.QueryAsOfAsync(query, asOf);
        return past.Answer is { } answer
            ? TypedResults.Ok(DisseminationJson.Of(query, answer, time.GetUtcNow(), asOf))
            : Refused(context, past, asOf);
    }

    private static IResult Refused(HttpContext context, PastAnswer past, DateTimeOffset asOf) => past.Refusal switch
    {
        PastRefusal.NotKept => Problems.Of(
            StatusCodes.Status404NotFound, "asOf.notKept",
            $"Nothing is kept as of {asOf:O}. The earliest instant that can be asked for is {past.Earliest:O}; Partition:Retention says how far back it may lie."),
        PastRefusal.Damaged => Problems.Of(
            StatusCodes.Status503ServiceUnavailable, "asOf.damaged", $"The past can't be rebuilt: {past.Detail} See GET /v1/audit."),
        PastRefusal.Busy => RetryAfter.Of(
            context, StatusCodes.Status503ServiceUnavailable, "asOf.busy", "Too many questions about the past wait already. Ask again in a while.", Retry),
        _ => RetryAfter.Of(
            context, StatusCodes.Status503ServiceUnavailable, "asOf.slow",
            "Rebuilding the past took too long. Ask again in a while; a shorter Partition:SnapshotEvery makes it faster for what comes.", Retry),
    };
}
