using MediaAnalytics.Contracts.Auditing;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Cluster;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Storage.EventLog;

namespace MediaAnalytics.Gateway.Auditing;

/// <summary>The books: whether what went in is what the answers are made of.</summary>
public static class AuditEndpoints
{
    private const string Address = "/v1/audit";

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapAudit(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup(Address).WithTags("Audit");
        group.MapGet("", GetAsync)
            .RequireAuthorization(KeyPolicies.Read)
            .WithSummary("The books: rows in against what became of them, and the newest full check, by partition and in sum")
            .WithDescription(
                "Rows in = readings added + completed + conflicting + duplicate + waiting + quarantined rows. A full check reads every facts file again, compares its "
                + "hash, folds every series anew from its raw readings and compares it with what memory says; for each series the sum of its net deltas must be the sum "
                + "over its segments of last - first. It runs by itself each Partition:AuditEvery. Findings are counted; the first "
                + $"{AuditCheck.MostFindings} of each partition are listed.")
            .Produces<AuditJson>();
        group.MapPost("", PostAsync)
            .RequireAuthorization(KeyPolicies.Admin)
            .WithSummary("Has a full check run now, one partition after the other")
            .WithDescription("GET /v1/audit says when it is done: running is false then.")
            .Produces<AuditJson>(StatusCodes.Status202Accepted);
        return routes;
    }

    private static async Task<IResult> GetAsync(IGrainFactory grains, IEventLog log, ClusterSilos silos) => TypedResults.Ok(await ReadAsync(grains, log, silos));

    private static async Task<IResult> PostAsync(IGrainFactory grains, IEventLog log, ClusterSilos silos)
    {
        await Task.WhenAll(Enumerable.Range(0, log.Partitions).Select(partition => grains.GetGrain<IPartitionGrain>(partition).BeginAuditAsync()));
        return TypedResults.Accepted(Address, await ReadAsync(grains, log, silos));
    }

    private static async Task<AuditJson> ReadAsync(IGrainFactory grains, IEventLog log, ClusterSilos silos) => AuditJson.Of(
        await Task.WhenAll(Enumerable.Range(0, log.Partitions).Select(partition => grains.GetGrain<IPartitionGrain>(partition).AuditAsync())), silos.Notices);
}
