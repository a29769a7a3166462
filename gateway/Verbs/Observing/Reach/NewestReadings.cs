using MediaAnalytics.Gateway.Client;
using MediaAnalytics.Gateway.Observations;

namespace MediaAnalytics.Gateway.Verbs.Observing.Reach;

/// <summary>Asks the server for the newest readings of some MVs, several at a time.</summary>
internal sealed class NewestReadings(GatewayClient client)
{
    private const int InFlight = 8;

    /// <summary>The newest readings by MV; an MV without any is not among them.</summary>
    public async Task<IReadOnlyDictionary<string, NewestReadingJson>> AskAsync(
        IReadOnlyList<string> mvs, string platform, string source, CancellationToken cancellation)
    {
        var newest = new NewestReadingJson?[mvs.Count];
        await Parallel.ForAsync(0, mvs.Count, new ParallelOptions { MaxDegreeOfParallelism = InFlight, CancellationToken = cancellation }, async (i, stop) =>
        {
            string query = $"mv={Uri.EscapeDataString(mvs[i])}&platform={platform}&source={source}";
            using HttpResponseMessage response = await client.SendAsync(() => new(HttpMethod.Get, $"v1/observations/newest?{query}"), stop);
            newest[i] = await client.ReadAsync<NewestReadingJson>(response, stop);
        });
        return newest.OfType<NewestReadingJson>().Where(reading => reading.ObservedAt is not null).ToDictionary(reading => reading.Mv, StringComparer.Ordinal);
    }
}
