using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>
/// Several connections that post random batches without end. A batch whose answer does not come is sent again, the same, until it is acknowledged: so the
/// tally knows exactly what the server has promised to keep. <see cref="RunAsync"/> may run once at a time.
/// </summary>
internal sealed class CounterLoad
{
    private const int Connections = 4, DefaultPause = 20;
    private static readonly string[] Platforms = ["bilibili", "vimeo", "youtube"];
    private readonly Edge edge;
    private readonly CounterTally tally;
    private readonly (Random Random, SeriesWalk[] Walks)[] connections;
    private readonly int pause;
    private readonly long[] acknowledged = new long[Connections];
    private long posts;
    private long resent;

    /// <param name="edge">Where it posts.</param>
    /// <param name="tally">Gets what was acknowledged.</param>
    /// <param name="mvs">Of which MVs.</param>
    /// <param name="seed">Of the batches.</param>
    /// <param name="now">No reading is later.</param>
    /// <param name="pause">A connection waits less than so many milliseconds between two batches.</param>
    public CounterLoad(Edge edge, CounterTally tally, IEnumerable<string> mvs, int seed, DateTime now, int pause = DefaultPause)
    {
        this.edge = edge;
        this.pause = pause;
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
        Task.WhenAll(connections.Select((connection, c) => PostAsync(c, connection.Random, connection.Walks, stop, cancellation)));

    /// <summary>Waits until each connection has had a batch acknowledged that it began after this call. Only while it runs.</summary>
    public async Task AgainAsync(CancellationToken cancellation)
    {
        // One may be under way now; the next begins after it.
        long[] due = [.. Enumerable.Range(0, Connections).Select(c => Interlocked.Read(ref acknowledged[c]) + 2)];
        while (!Enumerable.Range(0, Connections).All(c => Interlocked.Read(ref acknowledged[c]) >= due[c]))
            await Task.Delay(20, cancellation);
    }

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

    private async Task PostAsync(int connection, Random random, SeriesWalk[] walks, CancellationToken stop, CancellationToken cancellation)
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
            Interlocked.Increment(ref acknowledged[connection]);
            await Task.Delay(random.Next(pause), cancellation);
        }
    }

    private async Task AcknowledgeAsync(string text, int rows, int bad, CancellationToken cancellation)
    {
        JsonNode receipt = await edge.UntilDoneAsync(
            server => server.PostAsync("v1/observations", new StringContent(text, Encoding.UTF8, "application/x-ndjson"), cancellation),
            cancellation,
            uncertain: () => Interlocked.Add(ref resent, rows));
        Assert.Equal((rows, bad), ((int)receipt["appended"]!, (int)receipt["quarantined"]!));
    }
}
