using System.Globalization;
using System.Net;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Damage;

/// <summary>
/// What a real server does when its disk is full or its files are damaged: a clear error, or it mends itself; never a wrong number. docs/runbook.md has the
/// same as a table. Clocks that jump back are tested with the clock of the tests, in Unit.
/// </summary>
public sealed class DamageTests
{
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(0.1), Never = TimeSpan.FromHours(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFullDiskRefusesReadingsUntilThereIsSpaceAndLosesNoneItAcknowledged()
    {
        await using var one = new OneMvServer(Often);
        await one.StartAsync();
        Assert.Equal(HttpStatusCode.Accepted, await one.PostAsync(1, 100));
        await one.UntilViewsAsync(100);

        await LimitFilesAsync(one.Server, "1:");
        for (int attempt = 0; attempt < 3; attempt++)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await one.PostAsync(2, 150));
        Assert.Equal(100, await one.ViewsAsync());

        await LimitFilesAsync(one.Server, "unlimited:");
        await OneMvServer.UntilAsync(async () => await one.PostAsync(2, 150) == HttpStatusCode.Accepted, "a reading taken once there is space");
        await one.UntilViewsAsync(150);
        Assert.Equal(HttpStatusCode.Accepted, await one.PostAsync(3, 175));
        await LimitFilesAsync(one.Server, "1:");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await one.PostAsync(4, 200));
        await one.Server.KillAsync();

        await one.Server.StartAsync(Stop);
        await one.UntilViewsAsync(175);
        Assert.Equal(HttpStatusCode.Accepted, await one.PostAsync(4, 200));
        await one.UntilViewsAsync(200);
    }

    [Fact]
    public async Task ALostLogIsNotReplacedByAnEmptyOne()
    {
        await using var one = new OneMvServer(Often);
        await one.StartAsync();
        await one.PostAsync(1, 100);
        await one.UntilViewsAsync(100);
        await one.StopAsync();
        string log = Path.Combine(one.Data, "log.db"), aside = Path.Combine(one.Data, "log.aside");
        File.Move(log, aside);

        for (int start = 0; start < 2; start++)
            Assert.Contains("the log was lost or replaced", await one.RefusedAsync(), StringComparison.Ordinal);

        foreach (string file in Directory.GetFiles(one.Data, "log.db*"))
            File.Delete(file);
        File.Move(aside, log);
        await one.Server.StartAsync(Stop);
        await one.UntilViewsAsync(100);
    }

    [Fact]
    public async Task ALogThatLostItsEndIsNotServed()
    {
        await using var one = new OneMvServer(Often);
        await one.StartAsync();
        await one.PostAsync(1, 100);
        await one.UntilViewsAsync(100);
        await one.StopAsync();
        string log = Path.Combine(one.Data, "log.db");
        byte[] whole = await File.ReadAllBytesAsync(log, Stop);
        await File.WriteAllBytesAsync(log, whole[..^100], Stop);
        Assert.Contains("log.db", await one.RefusedAsync(), StringComparison.Ordinal);

        await File.WriteAllBytesAsync(log, whole, Stop);
        await one.Server.StartAsync(Stop);
        await one.UntilViewsAsync(100);
    }

    [Fact]
    public async Task ALogTornInItsLastRecordGoesOnFromTheRecordBefore()
    {
        await using var one = new OneMvServer(Never);
        await one.StartAsync();
        await one.PostAsync(1, 100);
        await one.UntilViewsAsync(100);
        await one.PostAsync(2, 150);
        await one.UntilViewsAsync(150);
        await one.Server.KillAsync();
        using (FileStream wal = File.OpenWrite(Path.Combine(one.Data, "log.db-wal")))
            wal.SetLength(wal.Length - 100);

        await one.Server.StartAsync(Stop);
        await one.UntilViewsAsync(100);
        Assert.Equal(HttpStatusCode.Accepted, await one.PostAsync(2, 150));
        await one.UntilViewsAsync(150);
    }

    [Fact]
    public async Task ACorruptFactsFileStopsThePartitionUntilItIsRestored()
    {
        await using var one = new OneMvServer(Often);
        await one.StartAsync();
        await one.PostAsync(2, 150);
        await one.UntilViewsAsync(150);
        await one.StopAsync();
        foreach (string file in Facts(one))
            await FlipAsync(file);

        await one.Server.StartAsync(Stop);
        await one.UntilViewsAsync(150);
        Assert.Equal(HttpStatusCode.Accepted, await one.PostAsync(1, 100));
        await OneMvServer.UntilAsync(async () => (await one.TroubleAsync()).Contains("damaged", StringComparison.Ordinal), "the trouble");
        Assert.Contains(".parquet", await one.TroubleAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, await one.PostAsync(3, 175));
        Assert.Equal(150, await one.ViewsAsync());
        Assert.Equal((HttpStatusCode.ServiceUnavailable, null), await one.NewestAsync());

        foreach (string file in Facts(one))
            await FlipAsync(file);
        await one.UntilViewsAsync(175);
        Assert.Equal((HttpStatusCode.OK, 175L), await one.NewestAsync());
        await OneMvServer.UntilAsync(async () => await one.TroubleAsync() == "", "the end of the trouble");
    }

    private static string[] Facts(OneMvServer one) => Directory.GetFiles(one.Data, "*.parquet", SearchOption.AllDirectories);

    /// <summary>Flips a bit in the middle; flipped again the file is as it was.</summary>
    private static async Task FlipAsync(string path)
    {
        byte[] bytes = await File.ReadAllBytesAsync(path, Stop);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Stop);
    }

    /// <summary>Limits how long the server's files may become; what is written beyond fails.</summary>
    private static async Task LimitFilesAsync(ServerProcess server, string bytes)
    {
        await using var limit = new ChildProcess("prlimit", $"--fsize={bytes}", "--pid", server.ProcessId.ToString(CultureInfo.InvariantCulture));
        Assert.True(await limit.ExitAsync(Stop) == 0, limit.Output);
    }
}
