using System.Diagnostics;
using MediaAnalytics.Gateway.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Xunit;

namespace MediaAnalytics.Tests.Unit.Telemetry;

public sealed class LineFormatterTests
{
    [Fact]
    public void AnEntryIsOneLineWithItsTraceAtTheEnd()
    {
        Activity.Current = null;
        Assert.Equal($"warn: Some.Category[7] two lines{Environment.NewLine}", Line("two\nlines", null));
        using var activity = new Activity("work").SetIdFormat(ActivityIdFormat.W3C).Start();
        string line = Line("failed", new InvalidOperationException("because"));
        Assert.StartsWith("warn: Some.Category[7] failed System.InvalidOperationException: because", line, StringComparison.Ordinal);
        Assert.EndsWith($" (trace {activity.TraceId}){Environment.NewLine}", line, StringComparison.Ordinal);
    }

    private static string Line(string message, Exception? exception)
    {
        using var text = new StringWriter();
        new LineFormatter(new Fixed(), TimeProvider.System).Write(
            new LogEntry<string>(LogLevel.Warning, "Some.Category", 7, message, exception, static (state, _) => state), null, text);
        return text.ToString();
    }

    private sealed class Fixed : IOptionsMonitor<ConsoleFormatterOptions>
    {
        public ConsoleFormatterOptions CurrentValue { get; } = new();

        public ConsoleFormatterOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<ConsoleFormatterOptions, string?> listener) => null;
    }
}
