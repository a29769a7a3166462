using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>
/// Several connections that post random batches without end. A batch whose answer does not come is sent again, the same, until it is acknowledged: so the
/// tally knows exactly what the server has promised to keep. <see cref="RunAsync"/> may run once at a time.
/// </summary>
internal sealed class CounterLoad
{
    private const int Connections = 4;
    private static readonly string[] Platforms = ["bilibili", "vimeo", "youtube"];
    private readonly ServerProcess server;
    private readonly CounterTally tally;
    private readonly (Random Random, SeriesWalk[] Walks)[] connections;
    private long posts;
    private long resent;

    public CounterLoad(ServerProcess server, CounterTally tally, IEnumerable<string> mvs, int seed, DateTime now)
    {
        this.server = server;
        this.tally = tally;
        SeriesWalk[] walks = [.. mvs.SelectMany(mv => Platforms.Select(platform => (mv, platform))).SelectMany((place, i) => Walks(place.mv, place.platform, i, now))];
        connections = [.. Enumerable.Range(0, Connections).Select(c => (new Random(seed + c), walks.Where((_, i) => i % Connections == c).ToArray()))];
    }

    /// <summary>Batches acknowledged.</summary>
    public long Posts => Interlocked.Read(ref posts);

    /// <summary>Rows that were sent once more, because nothing is known of their first sending.</summary>
    public long Resent => Interlocked.Read(ref resent);

    /// <summary>Posts until told to stop; a batch that is under way then is acknowledged first.</summary>
    public Task RunAsync(CancellationToken stop, CancellationToken cancellation) =>
        Task.WhenAll(connections.Select(connection => PostAsync(connection.Random, connection.Walks, stop, cancellation)));

    /// <summary>Two sources: the first by name lacks three counters, the second has all. One MV in ten is observed these hours, the others long ago.</summary>
    private static IEnumerable<SeriesWalk> Walks(string mv, string platform, int place, DateTime now)
    {
        (DateTime start, DateTime end, TimeSpan step) = place % 10 == 0
            ? (now.AddHours(-15), now.AddHours(-3), TimeSpan.FromSeconds(20))
            : (now.AddDays(-700), now.AddDays(-3), TimeSpan.FromHours(3));
        if (place % 3 > 0)
            yield return new(new(mv, platform, "api"), start, end, step, reported: 0b001101);
        yield return new(new(mv, platform, "export"), start, end, step, reported: 0b111111);
    }

    private async Task PostAsync(Random random, SeriesWalk[] walks, CancellationToken stop, CancellationToken cancellation)
    {
        while (!stop.IsCancellationRequested)
        {
            LoadReading[] batch = [.. Enumerable.Range(0, random.Next(5, 120)).Select(_ => walks[random.Next(walks.Length)].Next(random))];
            bool bad = random.Next(10) == 0;
            var body = new StringBuilder();
            foreach (LoadReading reading in batch)
                reading.Write(body);
            if (bad)
                body.Append("{\"mv\":\"broken\",\"platform\":\"youtube\",\"source\":\"api\",\"observedAt\":\"yesterday\",\"views\":1}\n");
            await AcknowledgeAsync(body.ToString(), batch.Length, bad ? 1 : 0, cancellation);
            tally.Add(batch);
            Interlocked.Increment(ref posts);
            await Task.Delay(random.Next(20), cancellation);
        }
    }

    private async Task AcknowledgeAsync(string text, int rows, int bad, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                using var body = new StringContent(text, Encoding.UTF8, "application/x-ndjson");
                using HttpResponseMessage response = await server.Client.PostAsync("v1/observations", body, cancellation);
                if (response.StatusCode == HttpStatusCode.Accepted)
                {
                    JsonNode receipt = (await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
                    Assert.Equal((rows, bad), ((int)receipt["appended"]!, (int)receipt["quarantined"]!));
                    return;
                }

                Assert.True(
                    response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable,
                    $"a batch was answered {response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellation)}");
            }
            catch (HttpRequestException refused) when (refused.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // The server is not up; nothing was sent.
            }
            catch (Exception gone) when (gone is HttpRequestException or IOException)
            {
                Interlocked.Add(ref resent, rows);
            }

            await Task.Delay(25, cancellation);
        }
    }
}
