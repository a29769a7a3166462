using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>
/// Random edits one after the other beside the load: rows imported, genres changed, MVs withdrawn and brought back, epochs declared. Each is repeated until
/// the server has said that it is done. <see cref="RunAsync"/> may run once at a time.
/// </summary>
internal sealed class CatalogueEdits(Edge edge, CounterTally tally, string[] mvs, int seed, DateTime now)
{
    private static readonly string[] Genres = ["folk", "jazz", "pop", "rock"], Platforms = ["bilibili", "vimeo", "youtube"];
    private readonly Random random = new(seed);

    /// <summary>Edits done.</summary>
    public int Count { get; private set; }

    /// <summary>Edits until told to stop; the edit under way is done first.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken cancellation)
    {
        while (!stop.IsCancellationRequested)
        {
            await (random.Next(20) switch
            {
                0 => DeclareAsync(cancellation),
                < 6 => WithdrawAsync(cancellation),
                _ => ImportAsync([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => mvs[random.Next(mvs.Length)]).Distinct()], cancellation),
            });
            Count++;
            await Task.Delay(random.Next(100), cancellation);
        }
    }

    /// <summary>Imports rows with random genres.</summary>
    public async Task ImportAsync(string[] rows, CancellationToken cancellation)
    {
        (string Mv, string Genre)[] entries = [.. rows.Select(mv => (mv, Genres[random.Next(Genres.Length)]))];
        string catalogue = "id,title,genre\n" + string.Concat(entries.Select(entry => $"{entry.Mv},{entry.Mv},{entry.Genre}\n"));
        while (true)
        {
            JsonNode import = await edge.UntilDoneAsync(
                server => server.PostAsync("v1/imports", new StringContent(catalogue, Encoding.UTF8, "text/csv"), cancellation), cancellation);
            while ((string)import["state"]! == "running")
                import = await edge.GetAsync($"v1/imports/{import["id"]}", cancellation);
            if ((string)import["state"]! == "completed")
                break;
        }

        foreach ((string mv, string genre) in entries)
            tally.Catalogue[mv] = genre;
    }

    private async Task WithdrawAsync(CancellationToken cancellation)
    {
        if (tally.Catalogue.Count == 0)
            return;
        string mv = tally.Catalogue.Keys.ElementAt(random.Next(tally.Catalogue.Count));
        await edge.UntilDoneAsync(server => server.DeleteAsync($"v1/mvs/{mv}", cancellation), cancellation);
        tally.Catalogue.Remove(mv);
    }

    private async Task DeclareAsync(CancellationToken cancellation)
    {
        string platform = Platforms[random.Next(Platforms.Length)];
        DateTime at = now.AddSeconds(-random.Next(4 * 3600, 700 * 86_400));
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
        int[] counters = [.. Enumerable.Range(0, LoadReading.Counters.Length).Where(_ => random.Next(3) == 0).DefaultIfEmpty(2)];
        var epoch = new
        {
            Platform = platform,
            At = at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            Counters = counters.Select(counter => LoadReading.Counters[counter]),
            Id = new Guid(Count, 0, 0, new byte[8]),
        };
        await edge.UntilDoneAsync(server => server.PostAsJsonAsync("v1/epochs", epoch, cancellation), cancellation);
        tally.Declare(platform, at, counters.Sum(counter => 1 << counter));
    }
}
