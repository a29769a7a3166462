using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Crash.Damage;

/// <summary>A real server with one partition and one MV, whose views are all that is shown. One caller at a time.</summary>
internal sealed class OneMvServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryFolder folder = new();

    /// <param name="commitEvery">How often the partition commits.</param>
    public OneMvServer(TimeSpan commitEvery) => Server = new(
        Data, ("Partitions", "1"), ("Partition__PublishEvery", "00:00:00.1"), ("Partition__CommitEvery", commitEvery.ToString("c", CultureInfo.InvariantCulture)))
    {
        // A process that ignores this signal gets an error where it writes more than it may, as on a full disk.
        Under = ["sh", "-c", "trap '' XFSZ; exec \"$0\" \"$@\""],
    };

    public ServerProcess Server { get; }

    public string Data => folder["data"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts it and imports the MV.</summary>
    public async Task StartAsync()
    {
        await Server.StartAsync(Stop);
        using var catalogue = new StringContent("id,title,genre\nmv1,One,rock\n", Encoding.UTF8, "text/csv");
        using HttpResponseMessage response = await Server.Client.PostAsync("v1/imports", catalogue, Stop);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    /// <summary>Posts a reading.</summary>
    public async Task<HttpStatusCode> PostAsync(int hour, long views)
    {
        string line = $$"""{"mv":"mv1","platform":"youtube","source":"api","observedAt":"2026-03-01T{{hour:00}}:00:00Z","views":{{views}}}""";
        using var body = new StringContent(line, Encoding.UTF8, "application/x-ndjson");
        using HttpResponseMessage response = await Server.Client.PostAsync("v1/observations", body, Stop);
        return response.StatusCode;
    }

    /// <summary>The views shown.</summary>
    public async Task<long> ViewsAsync() =>
        (long)(await Server.Client.GetFromJsonAsync<JsonNode>("v1/dissemination", Stop))!["total"]!["views"]!["net"]!;

    /// <summary>The views of the newest reading.</summary>
    public async Task<(HttpStatusCode Status, long? Views)> NewestAsync()
    {
        using HttpResponseMessage response = await Server.Client.GetAsync("v1/observations/newest?mv=mv1&platform=youtube&source=api", Stop);
        return (response.StatusCode, response.IsSuccessStatusCode ? (long?)(await response.Content.ReadFromJsonAsync<JsonNode>(Stop))!["counters"]!["views"] : null);
    }

    /// <summary>What the server says of its readiness; empty where it is ready.</summary>
    public async Task<string> TroubleAsync()
    {
        using HttpResponseMessage response = await Server.Client.GetAsync("health/ready", Stop);
        return response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync(Stop);
    }

    public Task UntilViewsAsync(long views) => UntilAsync(async () => await ViewsAsync() == views, $"{views} views");

    /// <summary>Stops it cleanly; everything is committed and in the files.</summary>
    public async Task StopAsync() => Assert.Equal(0, await Server.StopAsync(Stop));

    /// <summary>Starts it where it must refuse, and returns what it says.</summary>
    public async Task<string> RefusedAsync()
    {
        Server.Launch();
        Assert.Equal(1, await Server.ExitAsync(Stop).WaitAsync(Patience, Stop));
        return Server.Output;
    }

    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        long started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"did not come within {Patience}: {what}");
            await Task.Delay(50, Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
    }
}
