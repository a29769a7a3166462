using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>A real Prometheus that scrapes one server every second and evaluates the product's rules. One caller at a time.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ChildProcess process;

    /// <param name="target">The server to scrape.</param>
    public PrometheusProcess(Uri target)
    {
        File.WriteAllText(folder["prometheus.yml"], $"""
            global: {"{ scrape_interval: 1s, evaluation_interval: 1s }"}
            rule_files: [{Rules}]
            scrape_configs:
              - job_name: media-analytics
                static_configs: [{"{ targets: ["}{target.Authority}] {"}"}]
            """);
        process = new(
            "prometheus", $"--config.file={folder["prometheus.yml"]}", $"--storage.tsdb.path={folder["tsdb"]}",
            $"--web.listen-address={Client.BaseAddress!.Authority}", "--log.level=warn");
    }

    /// <summary>The alerts as they are shipped.</summary>
    public static string Rules { get; } = Path.Combine(Programs.Root, "charts", "media-analytics", "files", "alerts.yaml");

    public HttpClient Client { get; } = new() { BaseAddress = new($"http://127.0.0.1:{LoopbackPort.Free()}") };

    /// <summary>Why there is no Prometheus here; null where there is.</summary>
    public static string? Missing => Programs.OnPath("prometheus") && Programs.OnPath("promtool")
        ? null
        : "prometheus and promtool are not installed; eng/setup.sh installs them";

    /// <summary>What the API answers under <c>data</c>.</summary>
    public async Task<JsonNode> GetAsync(string address, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await Client.GetAsync($"api/v1/{address}", cancellation);
        JsonNode answer = (await response.Content.ReadFromJsonAsync<JsonNode>(cancellation))!;
        Assert.True(response.IsSuccessStatusCode, $"{address}: {answer["error"]}");
        return answer["data"]!;
    }

    /// <summary>The samples of an instant query.</summary>
    public async Task<JsonArray> QueryAsync(string expression, CancellationToken cancellation) =>
        (await GetAsync($"query?query={Uri.EscapeDataString(expression)}", cancellation))["result"]!.AsArray();

    /// <summary>Waits until a query that gives one number has one that fits, and returns it.</summary>
    public async Task<double> UntilAsync(string expression, Predicate<double> fits, CancellationToken cancellation)
    {
        while (true)
        {
            JsonArray samples = await QueryAsync(expression, cancellation);
            if (samples.Count == 1 && double.Parse((string)samples[0]!["value"]![1]!, System.Globalization.CultureInfo.InvariantCulture) is var value && fits(value))
                return value;
            await Task.Delay(200, cancellation);
        }
    }

    /// <summary>Waits until it answers.</summary>
    public async Task ReadyAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Assert.False(process.HasExited, process.Output);
            try
            {
                using HttpResponseMessage response = await Client.GetAsync("-/ready", cancellation);
                if (response.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await process.DisposeAsync();
        folder.Dispose();
    }
}
