namespace MediaAnalytics.Gateway.Simulation.Readings;

/// <summary>Writes <c>observations.jsonl</c>.</summary>
internal static class ReadingFile
{
    private const int FlushAt = 1 << 16;

    /// <summary>Streams every reading to <paramref name="stream"/>; <paramref name="mvsDone"/> hears of each finished group of MVs.</summary>
    public static async Task WriteAsync(Stream stream, SimulationOptions options, Action<int> mvsDone, CancellationToken cancel)
    {
        using var lines = new ReadingLines();
        foreach (var reading in ArrivalOrder.Of(options, mvsDone))
        {
            lines.Add(reading);
            if (lines.Length < FlushAt) continue;
            await stream.WriteAsync(lines.Written, cancel);
            lines.Clear();
        }
        await stream.WriteAsync(lines.Written, cancel);
    }
}
