using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using MediaAnalytics.Contracts.Observations;
using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Verbs.Observing;

/// <summary>
/// Sends batches, a few at a time, and follows each until it is folded. A batch may be sent twice where the connection breaks: the server counts the
/// readings once, and says how many it knew.
/// </summary>
internal sealed class BatchSender(GatewayClient client, FieldMap map, string? zone, ObserveTotals totals, TimeProvider time, int inFlight = BatchSender.InFlight)
{
    /// <summary>Batches in flight, where their order does not matter.</summary>
    public const int InFlight = 4;

    /// <summary>How long the folds may stand still before it is said.</summary>
    public static readonly TimeSpan FoldPatience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly string _address = zone is null ? "v1/observations" : $"v1/observations?zone={Uri.EscapeDataString(zone)}";

    /// <summary>Sends all batches and waits until they are folded.</summary>
    public async Task SendAsync(IAsyncEnumerable<RowBatch> batches, CancellationToken cancellation)
    {
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sent = Channel.CreateUnbounded<Guid>(new() { SingleReader = true });
        Task followed = FollowAsync(sent.Reader, failed.Token);
        try
        {
            await Parallel.ForEachAsync(
                batches, new ParallelOptions { MaxDegreeOfParallelism = inFlight, CancellationToken = failed.Token },
                async (batch, stop) => sent.Writer.TryWrite(await SendAsync(batch, stop)));
        }
        catch
        {
            await failed.CancelAsync();
            throw;
        }
        finally
        {
            sent.Writer.Complete();
        }

        await followed;
    }

    private async Task<Guid> SendAsync(RowBatch batch, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await client.SendAsync(() => Post(batch), cancellation);
        BatchReceiptJson receipt = await client.ReadAsync<BatchReceiptJson>(response, cancellation);
        totals.AddReceipt(batch.Lines.Length, receipt.Appended, receipt.Quarantine.Select(row => InFile(row, batch)), receipt.UnknownFields);
        return receipt.Id;
    }

    private HttpRequestMessage Post(RowBatch batch)
    {
        var content = new ByteArrayContent(batch.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        return new(HttpMethod.Post, _address) { Content = content };
    }

    private QuarantinedRow InFile(QuarantinedRow row, RowBatch batch) =>
        row with { Line = batch.Lines[(int)row.Line - 1], Column = map.NameFor(row.Column) };

    private async Task FollowAsync(ChannelReader<Guid> sent, CancellationToken cancellation)
    {
        await foreach (Guid id in sent.ReadAllAsync(cancellation)) totals.AddFolded(await FollowAsync(id, cancellation));
    }

    /// <summary>Waits until a batch is folded, and answers what became of it; null where the server no longer knows it.</summary>
    private async Task<BatchStatusJson?> FollowAsync(Guid id, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        for (int folded = -1; ;)
        {
            using HttpResponseMessage response = await client.SendAsync(() => new(HttpMethod.Get, $"v1/observations/{id}"), cancellation);
            bool unknown = response.StatusCode == HttpStatusCode.NotFound;
            BatchStatusJson? status = unknown ? null : await client.ReadAsync<BatchStatusJson>(response, cancellation);
            if (status is { State: "folded" }) return status;
            if (status is not null && status.Folded > folded) (folded, began) = (status.Folded, time.GetTimestamp());
            if (time.GetElapsedTime(began) > FoldPatience)
                return unknown ? null : throw new ClientFault($"Everything was taken, but batch {id} has not been folded for {FoldPatience.TotalMinutes:0} minutes. See the server's log.");
            await Task.Delay(Pause, time, cancellation);
        }
    }
}
