using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Recovery;

/// <summary>A cluster whose Redis is lost, or set back to an older backup, is what it was after <c>silo recover</c>, and goes on.</summary>
public sealed class LostRedisTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static readonly string[] Pages =
    [
        "v1/mvs/kept", "v1/mvs/moved", "v1/mvs/gone", "v1/tracks/one", "v1/tracks/two", "v1/tracks/three", "v1/creators/Ann", "v1/creators/AC%2FDC",
        "v1/dissemination?by=genre.declared,platform",
    ];

    [Fact]
    public async Task AnEmptyRedisIsMadeToFitTheContainer()
    {
        SkipWithoutTools();
        Assert.SkipUnless(Programs.OnPath("ffmpeg"), "ffmpeg is not installed (eng/setup.sh installs it)");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        await using var cluster = new StoppableCluster();
        await cluster.StartStoresAsync(cancellation);
        await cluster.MakeSoundAsync("sound.mp3", cancellation);
        await cluster.StartAsync("core,decode", cancellation);
        await FillAsync(cluster, cancellation);
        await cluster.ImportAsync(cancellation, "sound,Sound,four,Bob,rock,sound.mp3");
        long waiting = (long)(await UntilAsync(
            cluster, "v1/mvs/sound", static mv => (string?)mv["workflow"]?["problem"]?["code"] == "genre.noAccelerator", "the MV with sound waits for an accelerator", cancellation))["version"]!;
        await cluster.CommittedAsync(cancellation);
        string before = await ShownAsync(cluster, cancellation);

        (int code, string said) = await cluster.RecoverAsync(cancellation);
        Assert.True(code == 1 && said.Contains("Stop them all", StringComparison.Ordinal), said);
        await cluster.StopAsync(cancellation);
        await cluster.FlushAsync();
        Assert.Contains("the log was lost or replaced", await cluster.RefusalAsync(cancellation), StringComparison.Ordinal);
        await cluster.FlushAsync();

        (code, said) = await cluster.RecoverAsync(cancellation, "--dry-run");
        Assert.True(code == 0 && said.Contains("would be written 4 (4 missing, 0 older in Redis), their stage due again 1", StringComparison.Ordinal), said);
        Assert.Equal(0, await cluster.KeysAsync());
        (code, said) = await cluster.RecoverAsync(cancellation);
        Assert.True(code == 0 && said.Contains("written 4 (4 missing, 0 older in Redis), their stage due again 1; kept 0", StringComparison.Ordinal), said);
        (code, said) = await cluster.RecoverAsync(cancellation);
        Assert.True(code == 0 && said.Contains("written 0 (0 missing, 0 older in Redis), their stage due again 0; kept 4", StringComparison.Ordinal), said);

        await cluster.StartAsync("core,decode,infer", cancellation);
        await SameAsync(cluster, before, cancellation);
        JsonNode sound = await UntilAsync(
            cluster, "v1/mvs/sound", static mv => (string?)mv["workflow"]?["stage"] == "classified", "the MV with sound is recognised", cancellation);
        Assert.True((long)sound["version"]! > waiting);
        await UntilAsync(cluster, "v1/tracks/four", static track => track["consensus"] is not null, "its track knows what it sounds like", cancellation);
        await GoesOnAsync(cluster, cancellation);
    }

    [Fact]
    public async Task ARedisOfAnOlderBackupIsBroughtForward()
    {
        SkipWithoutTools();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var backup = new TemporaryFolder();
        await using var cluster = new StoppableCluster();
        await cluster.StartStoresAsync(cancellation);
        await cluster.StartAsync("core,decode", cancellation);
        await cluster.ImportAsync(cancellation, "kept,Kept,one,Ann;AC/DC,rock,", "moved,Moved,one,Ann,pop,", "early,Early,one,Ann,pop,");
        await cluster.ObserveAsync(cancellation, ("early", 1, 7));
        await CopyAsync(cluster.Redis.Folder, backup.Path);

        await FillAsync(cluster, cancellation);
        await cluster.CommittedAsync(cancellation);
        string before = await ShownAsync(cluster, cancellation);
        await cluster.StopAsync(cancellation);
        await cluster.Redis.StopAsync(cancellation);
        Directory.Delete(cluster.Redis.Folder, recursive: true);
        await CopyAsync(backup.Path, cluster.Redis.Folder);
        await cluster.Redis.StartAsync(cancellation);
        Assert.Contains("the log lost its end", await cluster.RefusalAsync(cancellation), StringComparison.Ordinal);

        (int code, string said) = await cluster.RecoverAsync(cancellation);
        Assert.True(code == 0 && said.Contains("written 2 (1 missing, 1 older in Redis), their stage due again 0; kept 2", StringComparison.Ordinal), said);
        await cluster.StartAsync("core,decode", cancellation);
        await SameAsync(cluster, before, cancellation);
        await GoesOnAsync(cluster, cancellation);
    }

    private static void SkipWithoutTools()
    {
        Assert.SkipUnless(RedisServer.IsInstalled, RedisServer.Missing);
        Assert.SkipWhen(AzuriteServer.Absent is not null, AzuriteServer.Absent ?? "");
    }

    /// <summary>Three MVs with readings: one as it came, one that was moved to another track, one that was withdrawn.</summary>
    private static async Task FillAsync(StoppableCluster cluster, CancellationToken cancellation)
    {
        await cluster.ImportAsync(cancellation, "kept,Kept,one,Ann;AC/DC,rock,", "moved,Moved,one,Ann,pop,", "gone,Gone,one,Ann,pop,");
        await cluster.ObserveAsync(cancellation, ("kept", 1, 100), ("kept", 2, 250), ("moved", 2, 40), ("gone", 2, 9));
        using HttpResponseMessage moved = await cluster.Client.PostAsJsonAsync("v1/mvs/moved/track", new { track = "two" }, cancellation);
        moved.EnsureSuccessStatusCode();
        using HttpResponseMessage gone = await cluster.Client.DeleteAsync(new Uri("v1/mvs/gone", UriKind.Relative), cancellation);
        gone.EnsureSuccessStatusCode();
    }

    /// <summary>Edits and readings that come after the recovery build on what was there.</summary>
    private static async Task GoesOnAsync(StoppableCluster cluster, CancellationToken cancellation)
    {
        long version = (long)(await cluster.GetAsync("v1/mvs/kept", cancellation))["version"]!;
        using HttpResponseMessage moved = await cluster.Client.PostAsJsonAsync("v1/mvs/kept/track", new { track = "three" }, cancellation);
        Assert.Equal(version + 1, (long)(await moved.Content.ReadFromJsonAsync<JsonNode>(cancellation))!["version"]!);
        await cluster.ObserveAsync(cancellation, ("kept", 2, 250), ("kept", 3, 400));
        await UntilAsync(cluster, "v1/mvs/kept", static mv => (long?)mv["platforms"]?[0]?["net"]?["views"] == 400, "the later reading counts", cancellation);
        await UntilAsync(cluster, "v1/tracks/three", static track => (string?)track["mvs"]?[0]?["id"] == "kept", "the track lists the MV that was moved to it", cancellation);
        await cluster.CommittedAsync(cancellation);
        Assert.Equal(0, await cluster.AuditAsync(cancellation));
    }

    private static async Task<string> ShownAsync(StoppableCluster cluster, CancellationToken cancellation)
    {
        List<string> lines = [];
        foreach (string page in Pages)
            lines.Add($"{page} {Stable(await cluster.GetAsync(page, cancellation))}");
        return string.Join('\n', lines);
    }

    /// <summary>Returns when everything is shown as it was: links come from the outboxes, figures from the partitions, a moment after the start.</summary>
    private static async Task SameAsync(StoppableCluster cluster, string before, CancellationToken cancellation)
    {
        string now = "";
        try
        {
            while ((now = await ShownAsync(cluster, cancellation)) != before)
                await Task.Delay(200, cancellation);
        }
        catch (OperationCanceledException)
        {
            Assert.Equal(before, now);
            throw;
        }
    }

    private static async Task<JsonNode> UntilAsync(
        StoppableCluster cluster, string page, Func<JsonNode, bool> holds, string what, CancellationToken cancellation)
    {
        JsonNode? last = null;
        try
        {
            while (true)
            {
                last = await cluster.GetAsync(page, cancellation);
                if (holds(last))
                    return last;
                await Task.Delay(100, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"did not come: {what}; last was {last?.ToJsonString()}");
        }
    }

    /// <summary>Without what says when the answer was made.</summary>
    private static string Stable(JsonNode answer)
    {
        if (answer is JsonObject table && table.ContainsKey("rows"))
            return string.Join('\n', table["rows"]!.AsArray().Select(static row => row!.ToJsonString()).Order(StringComparer.Ordinal));
        return answer.ToJsonString();
    }

    private static async Task CopyAsync(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await using FileStream source = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using FileStream target = File.Create(copy);
            await source.CopyToAsync(target);
        }
    }
}
