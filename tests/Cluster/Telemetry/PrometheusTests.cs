using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>A real server under a real Prometheus: what alerts and dashboards ask for is there.</summary>
public sealed partial class PrometheusTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task AlertsAndDashboardsAskForWhatTheServerExports()
    {
        Assert.SkipWhen(PrometheusProcess.Missing is not null, PrometheusProcess.Missing ?? "");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        CancellationToken cancellation = limit.Token;
        using var folder = new TemporaryFolder();
        await using var server = new ServerProcess(folder["data"], ("Partitions", "2"), ("Partition__CommitEvery", "00:00:01"));
        await server.StartAsync(cancellation);
        await using var prometheus = new PrometheusProcess(server.Url);
        await TelemetryLoad.ImportAsync(server.Client, folder, cancellation);
        await TelemetryLoad.ObserveAsync(server.Client, cancellation);
        using (HttpResponseMessage audit = await server.Client.PostAsync("v1/audit", null, cancellation))
            Assert.Equal(HttpStatusCode.Accepted, audit.StatusCode);
        await prometheus.ReadyAsync(cancellation);

        await prometheus.UntilAsync("up", up => up == 1, cancellation);
        await prometheus.UntilAsync("sum(media_analytics_readings_folded_total)", folded => folded == TelemetryLoad.Readings, cancellation);
        await prometheus.UntilAsync("sum(media_analytics_intake_readings_total)", taken => taken == TelemetryLoad.Readings, cancellation);
        await prometheus.UntilAsync("sum(media_analytics_intake_quarantined_total)", rows => rows == 1, cancellation);
        await prometheus.UntilAsync("sum(media_analytics_imports_rows_total{outcome=\"created\"})", rows => rows == 3, cancellation);
        await prometheus.UntilAsync("sum(media_analytics_stages_failed_total{code=\"media.notMedia\"})", failed => failed == 1, cancellation);
        await prometheus.UntilAsync("sum(media_analytics_decode_sound_seconds_total)", seconds => seconds is > 7.9 and < 8.2, cancellation);
        await prometheus.UntilAsync("sum(media_analytics_mvs_by_stage{stage=\"Classified\"})", mvs => mvs == 1, cancellation);
        await prometheus.UntilAsync("max(media_analytics_work_waiting{kind=\"mv\"})", waiting => waiting == 0, cancellation);
        await prometheus.UntilAsync("sum(media_analytics_log_head) - sum(media_analytics_log_committed)", waiting => waiting == 0, cancellation);
        await prometheus.UntilAsync("max(media_analytics_log_uncommitted_age_seconds)", seconds => seconds == 0, cancellation);
        await prometheus.UntilAsync("count(media_analytics_audit_age_seconds)", partitions => partitions == 2, cancellation);
        await prometheus.UntilAsync("count(media_analytics_partition_commit_duration_seconds_count)", commits => commits == 1, cancellation);
        await prometheus.UntilAsync("sum(media_analytics_partition_troubled)", troubled => troubled == 0, cancellation);
        await prometheus.UntilAsync("media_analytics_disk_free_bytes / media_analytics_disk_size_bytes", share => share is > 0 and < 1, cancellation);

        HashSet<string> exported = [.. Texts(await prometheus.GetAsync("label/__name__/values", cancellation))];
        await CheckRulesAsync(prometheus, exported, cancellation);
        foreach (string file in Directory.GetFiles(Path.Combine(Path.GetDirectoryName(PrometheusProcess.Rules)!, "dashboards"), "*.json"))
            await CheckDashboardAsync(JsonNode.Parse(await File.ReadAllTextAsync(file, cancellation))!, prometheus, exported, cancellation);
        await CheckTagsAsync(prometheus, cancellation);
    }

    private static async Task CheckRulesAsync(PrometheusProcess prometheus, HashSet<string> exported, CancellationToken cancellation)
    {
        string runbook = await File.ReadAllTextAsync(Path.Combine(Programs.Root, "docs", "runbook.md"), cancellation);
        JsonNode[] rules = [.. (await prometheus.GetAsync("rules", cancellation))["groups"]!.AsArray().SelectMany(group => group!["rules"]!.AsArray())!];
        Assert.NotEmpty(rules);
        foreach (JsonNode rule in rules)
        {
            string name = (string)rule["name"]!;
            Assert.True((string?)rule["health"] == "ok", $"{name} is {rule["health"]}: {rule["lastError"]}");
            Assert.True((string?)rule["state"] == "inactive" || (string?)rule["state"] == "pending", $"{name} fires on a healthy server");
            Assert.True((string?)rule["labels"]!["severity"] is "page" or "warning", $"{name} has no severity");
            foreach (string annotation in (string[])["summary", "description"])
                Assert.False(string.IsNullOrWhiteSpace((string?)rule["annotations"]![annotation]), $"{name} has no {annotation}");
#pragma warning disable CA1308 // Anchors are in lower case.
            Assert.Equal($"docs/runbook.md#{name.ToLowerInvariant()}", (string?)rule["annotations"]!["runbook_url"]);
#pragma warning restore CA1308
            Assert.Contains($"\n### {name}\n", runbook, StringComparison.Ordinal);
            Assert.Empty(Series.In((string)rule["query"]!).Except(exported));
        }
    }

    private static async Task CheckDashboardAsync(JsonNode dashboard, PrometheusProcess prometheus, HashSet<string> exported, CancellationToken cancellation)
    {
        Assert.True((int)dashboard["schemaVersion"]! >= 39);
        Assert.Equal("datasource", (string?)Assert.Single(dashboard["templating"]!["list"]!.AsArray())!["type"]);
        JsonNode[] panels = [.. dashboard["panels"]!.AsArray()!];
        Assert.Equal(panels.Length, panels.Select(panel => (int)panel["id"]!).Distinct().Count());
        foreach (JsonNode panel in panels.Where(panel => (string)panel["type"]! != "row"))
        {
            Assert.Equal("${datasource}", (string?)panel["datasource"]!["uid"]);
            Assert.False(string.IsNullOrWhiteSpace((string?)panel["title"]));
            foreach (JsonNode? target in panel["targets"]!.AsArray())
            {
                string expression = ((string)target!["expr"]!).Replace("$__rate_interval", "1m", StringComparison.Ordinal);
                await prometheus.QueryAsync(expression, cancellation);
                Assert.Empty(Series.In(expression).Except(exported));
            }
        }
    }

    /// <summary>Every tag of our series is one that docs/metrics.md names for it.</summary>
    private static async Task CheckTagsAsync(PrometheusProcess prometheus, CancellationToken cancellation)
    {
        string[] common = ["__name__", "instance", "job", "le", "otel_scope_name"];
        Dictionary<string, string[]> known = MetricsPage.Read().ToDictionary(metric => metric.SeriesName, metric => metric.Tags);
        foreach (JsonNode? series in await prometheus.QueryAsync("{__name__=~\"media_analytics_.+\",__name__!~\".+_created\"}", cancellation))
        {
            JsonObject labels = series!["metric"]!.AsObject();
            string name = HistogramPart().Replace((string)labels["__name__"]!, "");
            Assert.True(known.TryGetValue(name, out string[]? tags), $"docs/metrics.md lacks {name}");
            Assert.Empty(labels.Select(label => label.Key).Except(common).Except(tags!));
        }
    }

    private static IEnumerable<string> Texts(JsonNode array) => array.AsArray().Select(text => (string)text!);

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}
