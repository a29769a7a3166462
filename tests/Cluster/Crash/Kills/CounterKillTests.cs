using System.Globalization;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Kills;

/// <summary>
/// A real server under load, killed at random moments: at work, while it starts, while it commits, compacts and trims. What it shows afterwards equals what
/// the test itself has counted. The environment variable MEDIA_ANALYTICS_KILLS says how often it is killed; 20 times by default.
/// </summary>
public sealed class CounterKillTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_415, Partitions = 4, ComparedEvery = 5;
    private static readonly TimeSpan PatiencePerKill = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReadyAtOnce = TimeSpan.FromSeconds(0.2);
    private static readonly string[] Mvs = [.. Enumerable.Range(0, 100).Select(mv => $"mv{mv:000}")];

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("MEDIA_ANALYTICS_KILLS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task KillsUnderLoadLoseNothingAndCountNothingTwice()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(PatiencePerKill * (Kills + 2));
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(
            folder["data"], ("Partitions", $"{Partitions}"), ("Partition__PublishEvery", "00:00:00.2"), ("Partition__CommitEvery", "00:00:00.5"));
        DateTime now = Seconds(TimeProvider.System.GetUtcNow().UtcDateTime);
        var tally = new CounterTally();
        var edge = new Edge(server);
        var load = new CounterLoad(edge, tally, Mvs, Seed, now);
        var edits = new CatalogueEdits(edge, tally, Mvs, Seed, now);
        var answers = new CounterAnswers(edge, tally);
        var watch = new RevisionWatch(server);
        var random = new Random(Seed);
        TimeSpan startsIn = TimeSpan.FromSeconds(1);

        await server.StartAsync(cancellation);
        await edits.ImportAsync(Mvs[..60], cancellation);
        using var watched = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task watching = watch.RunAsync(watched.Token);
        for (int kill = 1; kill <= Kills;)
        {
            using var stop = new CancellationTokenSource();
            Task working = Task.WhenAll(load.RunAsync(stop.Token, cancellation), edits.RunAsync(stop.Token, cancellation));
            for (int i = 0; i < ComparedEvery && kill <= Kills; i++, kill++)
                startsIn = await KillAsync(server, random, startsIn, cancellation);
            await server.ReadyAsync(cancellation);
            await stop.CancelAsync();
            await working;
            await answers.AssertSameAsync(cancellation);
            output.WriteLine(
                $"after {kill - 1} kills: {load.Posts} batches, {tally.Accepted} readings acknowledged, {load.Resent} sent again, {tally.Distinct} distinct, {edits.Count} edits");
        }

        await watched.CancelAsync();
        await watching;
        await server.KillAsync();
        (int kept, int swept) = await DataFolderCheck.RunAsync(folder["data"], Partitions, tally, load.Resent, cancellation);
        output.WriteLine($"{watch.Tables} tables seen; {kept} files kept, {swept} left over and swept");
        Assert.True(tally.Accepted > 100 * Kills, "there was hardly any load");
    }

    /// <summary>
    /// Kills a server that is up, or one in three times one that is starting, at any stage of it, and starts it again without waiting. Takes and returns how
    /// long a start takes.
    /// </summary>
    private static async Task<TimeSpan> KillAsync(ServerProcess server, Random random, TimeSpan startsIn, CancellationToken cancellation)
    {
        if (random.Next(3) == 0)
        {
            await Task.Delay(startsIn * random.NextDouble(), cancellation);
        }
        else
        {
            long launched = TimeProvider.System.GetTimestamp();
            await server.ReadyAsync(cancellation);
            TimeSpan waited = TimeProvider.System.GetElapsedTime(launched);
            startsIn = waited > ReadyAtOnce ? waited : startsIn;
            await Task.Delay(random.Next(20, 1_200), cancellation);
        }

        await server.KillAsync();
        server.Launch();
        return startsIn;
    }

    private static DateTime Seconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
