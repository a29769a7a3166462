using System.Buffers.Binary;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Intake;
using MediaAnalytics.Gateway.Keys.Authorization;
using MediaAnalytics.Gateway.Queries;
using MediaAnalytics.Storage.EventLog;
using MediaAnalytics.Storage.Facts;
using MediaAnalytics.Storage.Rows;
using MediaAnalytics.Storage.Rows.Columnar;
using Microsoft.Net.Http.Headers;

namespace MediaAnalytics.Gateway.Observations;

/// <summary>Batches of observations.</summary>
public static class ObservationEndpoints
{
    private static readonly string[] LineTypes =
        ["application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines", "application/json-lines", "application/json"];

    private const string ParquetType = "application/vnd.apache.parquet";

    private static readonly string[] ParquetTypes = [ParquetType, "application/x-parquet", "application/parquet"];

    private static readonly TimeSpan LogRetry = TimeSpan.FromSeconds(1), OnItsWay = TimeSpan.FromMinutes(10);

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapObservations(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder group = routes.MapGroup("/v1/observations").WithTags("Observations");
        group.MapPost("", PostAsync)
            .RequireAuthorization(KeyPolicies.Ingest)
            .WithSummary("Takes a batch of readings of the platforms' cumulative counters")
            .WithDescription(
                "JSON lines (application/x-ndjson) or Parquet (application/vnd.apache.parquet), gzip allowed, with mv, platform, source, observedAt (RFC 3339, or a "
                + "date = 00:00 in zone; in Parquet also a date or a timestamp adjusted to UTC) and at least one of impressions, clicks, views, likes, comments, "
                + "shares (whole numbers). Rows are validated one by one; bad rows come back in quarantine, in Parquet by the number of the row. The "
                + "answer comes when all of it is durable. Sending a batch again is harmless.")
            .Accepts<string>("application/x-ndjson", ParquetType, "*/*")
            .Produces<BatchReceiptJson>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/{id:guid}", GetAsync).RequireAuthorization(KeyPolicies.ReadOrIngest).WithSummary("How far a batch is folded, and how many of its readings were known already")
            .Produces<BatchStatusJson>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/newest", GetNewestAsync).RequireAuthorization(KeyPolicies.ReadOrIngest).WithSummary("What one source reported last of one MV on one platform")
            .WithDescription(
                "For a sender of increments that must go on from the newest cumulative values. Everything that was acknowledged before is counted, of MVs "
                + "outside the catalogue too; observedAt is null where there is nothing.")
            .Produces<NewestReadingJson>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        return routes;
    }

    private static async Task<IResult> PostAsync(
        HttpRequest request, IIntakeGate gate, BatchSlots slots, IEventLog log, BatchIntake intake, IntakeOptions options, TimeProvider time,
        CancellationToken cancellation, string? zone = null)
    {
        if (!gate.TryEnter(out TimeSpan wait))
        {
            return RetryAfter.Of(
                request.HttpContext, StatusCodes.Status429TooManyRequests, "observations.lag",
                "Readings come in faster than they are folded, or a partition can't commit them (/health/ready then says why): send the batch again later.", wait);
        }

        bool parquet = Is(ParquetTypes, request.ContentType);
        if (!parquet && !string.IsNullOrEmpty(request.ContentType) && !Is(LineTypes, request.ContentType)) return UnknownType;
        TimeZoneInfo? timeZone = TimeZoneInfo.Utc;
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out timeZone))
            return Problems.Of(StatusCodes.Status400BadRequest, "observations.zone", "zone must be an IANA time zone, as in Asia/Shanghai.");
        string tooLong = $"A batch may have {options.MaxBatchBytes} bytes (decompressed) and {options.MaxBatchRows} rows at most: send several.";
        if (RequestBody.Open(request, options.MaxBatchBytes) is not { } stream) return RequestBody.UnknownEncoding;
        using IDisposable? slot = await slots.TryEnterAsync(cancellation);
        if (slot is null)
            return RetryAfter.Of(request.HttpContext, StatusCodes.Status429TooManyRequests, "observations.busy", "Too many batches at once: send the batch again later.", LogRetry);
        try
        {
            using PooledBody body = await PooledBody.ReadAsync(stream, cancellation);
            var parser = new ReadingParser(timeZone, time.GetUtcNow(), options.FutureAllowed);
            ParsedBatch? batch = parquet
                ? await ParquetBatch.ParseAsync(body.AsStream(), log.Partitions, options.MaxBatchRows, options.MaxBatchBytes, parser, cancellation)
                : JsonLinesBatch.Parse(body.Bytes, log.Partitions, options.MaxBatchRows, parser);
            if (batch is null) return Problems.Of(StatusCodes.Status413PayloadTooLarge, "observations.tooManyRows", tooLong);
            if (batch.Rows == 0) return Problems.Of(StatusCodes.Status400BadRequest, "observations.empty", "The body has no rows: send JSON lines or Parquet.");
            BatchHeader header = await intake.AppendAsync(batch, cancellation);
            return TypedResults.Accepted(
                $"/v1/observations/{header.Id}",
                new BatchReceiptJson(header.Id, header.ReceivedAt, header.Appended, header.Quarantined, batch.Quarantined, batch.UnknownFields));
        }
        catch (ParquetFileException fault)
        {
            return fault.TooLarge
                ? Problems.Of(StatusCodes.Status413PayloadTooLarge, "observations.tooLarge", $"{tooLong} In this Parquet file, {fault.Message}.")
                : Problems.Of(StatusCodes.Status400BadRequest, "observations.parquet", $"The Parquet file can't be read: {fault.Message}.");
        }
        catch (EventLogUnavailableException unavailable)
        {
            return RetryAfter.Of(
                request.HttpContext, StatusCodes.Status503ServiceUnavailable, "observations.log",
                unavailable.MayBeAppended
                    ? "The log did not answer; the batch may have been taken, but that is not sure. Send it again: its readings count once, its bad rows may be "
                        + "in quarantine twice. Have the log's server looked at if this goes on."
                    : "The log could not commit; nothing of the batch was taken. Send it again, and have the server's disk looked at if this goes on.",
                LogRetry);
        }
        catch (Exception fault) when (RequestBody.ProblemOf(request.HttpContext, fault, tooLong) is { } problem)
        {
            return problem;
        }
    }

    private static async Task<IResult> GetAsync(HttpContext context, Guid id, IGrainFactory grains, IEventLog log, RecentBatches recent, TimeProvider time)
    {
        BatchFold?[] folds = await Task.WhenAll(Enumerable.Range(0, log.Partitions).Select(partition => grains.GetGrain<IPartitionGrain>(partition).BatchAsync(id)));
        BatchFold[] known = [.. folds.OfType<BatchFold>()];
        BatchHeader? header = known.Length > 0 ? known[0].Batch : recent.TryFind(id, out BatchHeader? batch) ? batch : null;
        if (header is not null) return TypedResults.Ok(BatchStatusJson.Of(header, known));
        return MayBeOnItsWay(id, time.GetUtcNow()) && await IsBehindAsync(grains, log)
            ? RetryAfter.Of(
                context, StatusCodes.Status503ServiceUnavailable, "observations.folding", "Nothing of this batch is folded yet, if there is one: ask again.", LogRetry)
            : Problems.Of(
                StatusCodes.Status404NotFound, "observations.unknown",
                "There is no such batch, or it is so old that only its readings are remembered, or nothing of it has been folded since the server restarted.");
    }

    /// <summary>Whether an id was made lately: another gateway may have taken the batch, which is known here once a partition has folded of it.</summary>
    private static bool MayBeOnItsWay(Guid id, DateTimeOffset now)
    {
        if (id.Version != 7) return false;
        long made = BinaryPrimitives.ReadInt64BigEndian(id.ToByteArray(bigEndian: true)) >> 16;
        return Math.Abs(now.ToUnixTimeMilliseconds() - made) < OnItsWay.TotalMilliseconds;
    }

    private static async Task<bool> IsBehindAsync(IGrainFactory grains, IEventLog log)
    {
        bool[] behind = await Task.WhenAll(Enumerable.Range(0, log.Partitions).Select(async partition =>
            await log.RefreshHeadAsync(partition) > (await grains.GetGrain<IPartitionGrain>(partition).StatusAsync()).Cursor));
        return behind.Contains(true);
    }

    private static async Task<IResult> GetNewestAsync(HttpContext context, string mv, string platform, string source, IGrainFactory grains, IEventLog log)
    {
        string id = Identifier.Of(mv);
        if (Identifier.Problem(id) is { } problem) return problem;
#pragma warning disable CA1308 // Platforms are written in lower case.
        (platform, source) = (RowText.Clean(platform).ToLowerInvariant(), RowText.Clean(source));
#pragma warning restore CA1308
        try
        {
            NewestReading? newest = await grains.GetGrain<IPartitionGrain>(Partitioning.Of(id, log.Partitions)).NewestAsync(id, platform, source);
            return TypedResults.Ok(NewestReadingJson.Of(id, platform, source, newest));
        }
        catch (TimeoutException)
        {
            return RetryAfter.Of(context, StatusCodes.Status503ServiceUnavailable, "observations.catchingUp", "The server is still reading its log: ask again later.", LogRetry);
        }
        catch (FactsDamagedException damaged)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "observations.factsDamaged", damaged.Message);
        }
    }

    private static bool Is(string[] types, string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) && types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase);

    private static IResult UnknownType => Problems.Of(
        StatusCodes.Status415UnsupportedMediaType, "observations.type", $"Send JSON lines with Content-Type: application/x-ndjson, or Parquet with {ParquetType}.");
}
