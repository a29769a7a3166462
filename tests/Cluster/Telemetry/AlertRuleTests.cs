using MediaAnalytics.Tests.Processes;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>The alerts by Prometheus's own tool: they parse, and each fires when it should and not before.</summary>
public sealed class AlertRuleTests
{
    [Fact]
    public Task TheRulesParse() => PromtoolAsync("check", "rules", PrometheusProcess.Rules);

    [Fact]
    public Task EachAlertFiresWhenItShouldAndNoneInHealth() =>
        PromtoolAsync("test", "rules", Path.Combine(Programs.Root, "tests", "Cluster", "Telemetry", "alerts.test.yaml"));

    [Fact]
    public async Task EachAlertIsTested()
    {
        string tests = await File.ReadAllTextAsync(Path.Combine(Programs.Root, "tests", "Cluster", "Telemetry", "alerts.test.yaml"), TestContext.Current.CancellationToken);
        string[] alerts = [.. File.ReadLines(PrometheusProcess.Rules).Where(line => line.Contains("- alert: ", StringComparison.Ordinal)).Select(line => line.Split("- alert: ")[1])];
        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"alertname=\"{alert}\"", tests, StringComparison.Ordinal));
    }

    private static async Task PromtoolAsync(params string[] arguments)
    {
        Assert.SkipWhen(PrometheusProcess.Missing is not null, PrometheusProcess.Missing ?? "");
        await using var promtool = new ChildProcess("promtool", arguments);
        Assert.True(await promtool.ExitAsync(TestContext.Current.CancellationToken) == 0, promtool.Output);
    }
}
