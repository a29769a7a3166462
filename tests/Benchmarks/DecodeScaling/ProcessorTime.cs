using System.Globalization;

namespace MediaAnalytics.Tests.Benchmarks.DecodeScaling;

/// <summary>Processor time of other processes, as Linux tells it.</summary>
internal static class ProcessorTime
{
    /// <summary>Clock ticks a second of <c>/proc</c>, which is this on every Linux that .NET runs on.</summary>
    private const double Ticks = 100;

    /// <summary>Seconds that processes and their ended children have used.</summary>
    public static double Of(IEnumerable<int> processes) => processes.Sum(static id =>
    {
        // After the name, which is in brackets and may hold anything: the state is field 3; user and system time, and the children's, are 14 to 17.
        string stat = File.ReadAllText($"/proc/{id}/stat");
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[11..15].Sum(static ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / Ticks;
    });
}
