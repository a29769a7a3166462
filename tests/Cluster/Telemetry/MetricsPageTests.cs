using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using MediaAnalytics.Silo.Hosting;
using MediaAnalytics.Tests.Processes;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace MediaAnalytics.Tests.Cluster.Telemetry;

/// <summary>docs/metrics.md lists the instruments that there are, as they are.</summary>
public sealed class MetricsPageTests
{
    [Fact]
    public async Task ThePageListsEveryInstrument()
    {
        var published = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name.StartsWith("MediaAnalytics.", StringComparison.Ordinal) && instrument.Name.StartsWith("media_analytics.", StringComparison.Ordinal))
                published[instrument.Name] = $"{TypeOf(instrument)} {instrument.Unit}";
        };
        listener.Start();
        using var folder = new TemporaryFolder();
        await using (WebApplication app = SiloApplication.Build(new() { Data = folder["data"], Urls = "http://127.0.0.1:0", Partitions = 1 }))
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            MakeStaticMeters();
            await app.StopAsync(CancellationToken.None);
        }

        Dictionary<string, string> described = MetricsPage.Read().ToDictionary(metric => metric.Name, metric => $"{metric.Type} {metric.Unit}");
        Assert.Equal(described.OrderBy(pair => pair.Key, StringComparer.Ordinal), published.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    /// <summary>Meters in static fields are made when their class is first used.</summary>
    private static void MakeStaticMeters()
    {
        IEnumerable<Type> types = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name is { } name && name.StartsWith("MediaAnalytics.", StringComparison.Ordinal))
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Any(field => field.FieldType == typeof(Meter)));
        foreach (Type type in types)
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
    }

    private static string TypeOf(Instrument instrument)
    {
        string name = instrument.GetType().Name;
        return name.Contains("UpDownCounter", StringComparison.Ordinal) ? "updowncounter"
            : name.Contains("Counter", StringComparison.Ordinal) ? "counter"
            : name.Contains("Gauge", StringComparison.Ordinal) ? "gauge"
            : "histogram";
    }
}
